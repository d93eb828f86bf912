import { ServiceUnavailableError } from '@backstage/errors';
import { IssuedSecret } from '@slipway/plugin-self-service-common';
import { orAborted, StepError } from '@slipway/plugin-self-service-node';
import { Engine } from '../ports';
import { toDesiredResource } from '../store/rows';
import { describeResource } from './describeChange';
import type { CheckedAction } from './prepareAction';
import { actingRef } from './requester';

/** What makes a secret may be slow, and must not be waited for without end. */
const issueWithin = 30_000;

/**
 * Has the kind make something that is shown once. That it was made is in the
 * audit before anybody sees it; what it is, is nowhere.
 */
export async function issueSecret(
  engine: Engine,
  checked: CheckedAction,
): Promise<IssuedSecret> {
  const { kind, action, resource, requester, input, reason } = checked;
  const own = kind.actions.find(({ id }) => id === action.id);
  if (own?.type !== 'issue') {
    throw new Error(`The action '${action.id}' issues nothing`);
  }
  const signal = AbortSignal.timeout(issueWithin);
  const issued = await orAborted(signal, () =>
    own.issue({
      resource: toDesiredResource(resource),
      input,
      userRef: actingRef(requester),
      signal,
    }),
  ).catch(error => {
    throw inWords(error, resource.target, signal);
  });
  await engine.knex.transaction(trx =>
    engine.audit.append(trx, {
      ...describeResource(resource),
      event: 'resource.secret-issued',
      actor: requester.ref,
      onBehalfOf: requester.onBehalfOf ?? null,
      reason,
      after: { action: action.id, expiresAt: issued.expiresAt },
    }),
  );
  return issued;
}

/** What went wrong at the target, and what to do about it. */
function inWords(error: unknown, target: string, signal: AbortSignal): unknown {
  if (error instanceof StepError) {
    return new ServiceUnavailableError(
      `${error.message} ${error.remedy}`,
      error,
    );
  }
  return signal.aborted
    ? new ServiceUnavailableError(
        `${target} did not answer within ${
          issueWithin / 1000
        } seconds; try again`,
        error,
      )
    : error;
}
