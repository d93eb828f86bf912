import {
  JsonObject,
  Problem,
  QuotaEffect,
} from '@slipway/plugin-self-service-common';
import { NotAllowedError } from '@backstage/errors';
import { Engine, NewAuditRecord } from '../ports';
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
  await recordDenial(engine, {
    title,
    requester,
    problems,
    about: {
      kind,
      // Of something new there is no row that the record could be about.
      resourceId: change?.resource?.id ?? null,
      resourceName: change?.desired.name ?? null,
      team: change?.desired.team ?? null,
      environment: change?.desired.environment ?? null,
      reason: change?.reason ?? null,
      planHash: change?.hash ?? null,
    },
  });
  return new RequestDeniedError(title, {
    problems,
    verdicts: change?.verdicts,
    quota: options.quota ?? change?.quota,
  });
}

type About = Omit<Partial<NewAuditRecord>, 'event' | 'actor'>;

/**
 * Leaves the audit record of what somebody tried and may not do.
 *
 * @returns the error to throw
 */
export async function denyForRight(
  engine: Engine,
  options: {
    title: string;
    requester: Requester;
    message: string;
    about: About;
  },
): Promise<NotAllowedError> {
  const { message } = options;
  await recordDenial(engine, {
    ...options,
    problems: [{ field: '', message }],
  });
  return new NotAllowedError(message);
}

async function recordDenial(
  engine: Engine,
  options: {
    title: string;
    requester: Requester;
    problems: Problem[];
    about: About;
  },
): Promise<void> {
  const { title, requester, problems, about } = options;
  await engine.knex.transaction(trx =>
    engine.audit.append(trx, {
      ...about,
      event: 'request.denied',
      actor: requester.ref,
      onBehalfOf: requester.onBehalfOf ?? null,
      after: {
        title,
        problems: problems
          .slice(0, recorded)
          .map(({ field, message }): JsonObject => ({ field, message })),
      },
    }),
  );
}
