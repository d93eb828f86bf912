import {
  JsonObject,
  Problem,
  QuotaEffect,
} from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { AssessedChange } from './change';
import { RequestDeniedError } from './errors';
import { Requester } from './requester';

/** A record is for reading; whoever sends a thousand mistakes sees them all. */
const recorded = 20;

/**
 * Leaves the audit record of a request that is not accepted.
 *
 * @returns the error to throw
 */
export async function denyRequest(
  engine: Engine,
  options: {
    title: string;
    kind: string;
    requester: Requester;
    problems: Problem[];
    quota?: QuotaEffect[];
    change?: AssessedChange;
  },
): Promise<RequestDeniedError> {
  const { title, kind, requester, problems, change } = options;
  await engine.knex.transaction(trx =>
    engine.audit.append(trx, {
      event: 'request.denied',
      actor: requester.ref,
      onBehalfOf: requester.onBehalfOf ?? null,
      kind,
      // Of something new there is no row that the record could be about.
      resourceId: change?.resource?.id ?? null,
      resourceName: change?.desired.name ?? null,
      team: change?.desired.team ?? null,
      environment: change?.desired.environment ?? null,
      reason: change?.reason ?? null,
      planHash: change?.hash ?? null,
      after: {
        title,
        problems: problems
          .slice(0, recorded)
          .map(({ field, message }): JsonObject => ({ field, message })),
      },
    }),
  );
  return new RequestDeniedError(title, {
    problems,
    verdicts: change?.verdicts,
    quota: options.quota ?? change?.quota,
  });
}
