import { ConflictError, NotAllowedError } from '@backstage/errors';
import { Engine } from '../ports';
import { moveRequest } from '../store/moveRequest';
import { RequestRow } from '../store/rows';
import { announceOutcome } from './announce';
import { cancelRequest, mayCancel } from './cancelRequest';
import { checkReason } from './checkReason';
import { describeRequest } from './describeChange';
import { RequestDeniedError } from './errors';
import { findRequestRow, lockResourceOf } from './findRequestRow';
import { actingRef, Requester } from './requester';

type Options = { requestId: string; reason?: string; by: Requester };

/**
 * Has a failed request tried again: what is done stays done, and what failed
 * begins anew, also a step that must not be done twice, for whoever retries has
 * looked. What failed while it was taken back goes forward again: a roll-back
 * can be impossible, as when the template is gone. Whoever may cancel it may.
 *
 * @throws ConflictError when it has not failed
 */
export async function retryRequest(
  engine: Engine,
  options: Options,
): Promise<RequestRow> {
  const { by } = options;
  const request = await findFailed(engine, options, 'retry');
  const reason = checkReason(options.reason);
  if (reason.problems.length > 0) {
    throw new RequestDeniedError('The retry', reason);
  }
  const retried = await engine.knex.transaction(async trx => {
    const resource = await lockResourceOf(trx, request);
    const row = await moveRequest(trx, request, 'running', {
      now: engine.now(),
      set: { failure: null, cancel_reason: null },
    });
    await engine.wakeUps.wake(trx, resource.id);
    await engine.audit.append(trx, {
      ...describeRequest(row),
      event: 'request.retried',
      actor: by.ref,
      onBehalfOf: by.onBehalfOf ?? null,
      reason: reason.text,
      before: { state: request.state, ...request.failure },
      after: { state: row.state },
    });
    return row;
  });
  await announceOutcome(engine, retried, {
    outcome: 'Tried again',
    description: reason.text ?? `By ${by.ref}.`,
    by: actingRef(by),
    severity: 'low',
  });
  return retried;
}

/**
 * Has what a failed request did taken back: a creation is destroyed, a change
 * goes back to what was there before it.
 *
 * @throws ConflictError when it has not failed
 */
export async function rollBackRequest(
  engine: Engine,
  options: Options,
): Promise<RequestRow> {
  await findFailed(engine, options, 'roll back');
  return cancelRequest(engine, options);
}

async function findFailed(
  engine: Engine,
  { requestId, by }: Options,
  verb: string,
): Promise<RequestRow> {
  const request = await findRequestRow(engine.knex, requestId);
  if (!(await mayCancel(engine, request, by))) {
    throw new NotAllowedError(
      `Only ${request.requested_by} and those who act for ${request.desired.team} may ${verb} '${request.title}'`,
    );
  }
  if (request.state !== 'failed') {
    throw new ConflictError(
      `'${request.title}' is ${request.state}; there is something to ${verb} only when it has failed`,
    );
  }
  return request;
}
