import { ConflictError, NotAllowedError } from '@backstage/errors';
import { Engine } from '../ports';
import { moveRequest } from '../store/moveRequest';
import { RequestRow } from '../store/rows';
import { announceOutcome } from './announce';
import { checkReason } from './checkReason';
import { describeRequest } from './describeChange';
import { endRequest } from './endRequest';
import { RequestDeniedError } from './errors';
import { findRequestRow, lockResourceOf } from './findRequestRow';
import {
  actingRef,
  canonicalRequester,
  partiesOf,
  Requester,
  standingIn,
} from './requester';

/** States from which nothing has been done yet. */
const notStarted = ['draft', 'judged', 'waiting-for-approval', 'approved'];

/**
 * Cancels a request: at once when it was not started, else by having the
 * reconciler take back what was done. Whoever asked may, and whoever acts for
 * the team.
 *
 * @throws ConflictError when it has ended, or is being taken back already
 */
export async function cancelRequest(
  engine: Engine,
  options: { requestId: string; reason?: string; by: Requester },
): Promise<RequestRow> {
  const by = canonicalRequester(options.by);
  const request = await findRequestRow(engine.knex, options.requestId);
  if (!(await mayCancel(engine, request, by))) {
    throw new NotAllowedError(
      `Only ${request.requested_by} and those who act for ${request.desired.team} may cancel '${request.title}'`,
    );
  }
  if (!notStarted.includes(request.state) && !takesBack(request)) {
    throw new ConflictError(
      `'${request.title}' is ${request.state} and cannot be cancelled`,
    );
  }
  const reason = checkReason(options.reason);
  if (reason.problems.length > 0) {
    throw new RequestDeniedError('The cancellation', reason);
  }
  const cancelled = await engine.knex.transaction(async trx => {
    const row = takesBack(request)
      ? await beginTakingBack(engine, trx, request)
      : await endRequest(engine, trx, request, 'by-requester');
    await engine.audit.append(trx, {
      ...describeRequest(row),
      event:
        row.state === 'cancelled' ? 'request.cancelled' : 'request.cancelling',
      actor: by.ref,
      onBehalfOf: by.onBehalfOf ?? null,
      reason: reason.text,
      before: { state: request.state },
      after: { state: row.state },
    });
    return row;
  });
  await announceOutcome(engine, cancelled, {
    outcome: 'Cancelled',
    description: reason.text ?? `By ${by.ref}.`,
    by: actingRef(by),
  });
  return cancelled;
}

/** Whether somebody may cancel it, whatever its state. */
export async function mayCancel(
  engine: Engine,
  request: RequestRow,
  by: Requester,
): Promise<boolean> {
  if (partiesOf(request).includes(actingRef(by))) {
    return true;
  }
  const team = request.previous?.team ?? request.desired.team;
  return (await standingIn(engine, by, team)).mayAct;
}

function takesBack(request: RequestRow): boolean {
  return ['running', 'failed'].includes(request.state);
}

async function beginTakingBack(
  engine: Engine,
  trx: Parameters<typeof moveRequest>[0],
  request: RequestRow,
): Promise<RequestRow> {
  const resource = await lockResourceOf(trx, request);
  if (request.action === 'destroy' && resource.state === 'destroying') {
    throw new ConflictError(
      `The deletion of ${resource.name} is under way and cannot be undone any more; what is gone does not come back by stopping`,
    );
  }
  const row = await moveRequest(trx, request, 'cancelling', {
    now: engine.now(),
    set: {
      cancel_reason:
        request.state === 'failed' ? 'rolled-back' : 'by-requester',
    },
  });
  await engine.wakeUps.wake(trx, resource.id);
  return row;
}
