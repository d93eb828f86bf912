import { CancelReason } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { Engine } from '../ports';
import {
  releaseReservations,
  settleReservations,
} from '../quota/settleReservations';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow } from '../store/rows';
import { planOfOld } from './computePlan';
import { lockResourceOf } from './findRequestRow';
import { decidedTimes } from './waitingTimes';

/**
 * Ends a request that was never started: what it would have made is cancelled
 * with it, what it held is given back, and what is there stays as it is.
 *
 * @throws ConflictError when it was started or decided on meanwhile
 */
export async function endRequest(
  engine: Engine,
  trx: Knex,
  request: RequestRow,
  cancelReason: CancelReason,
): Promise<RequestRow> {
  const now = engine.now();
  const resource = await lockResourceOf(trx, request);
  const ended = await moveRequest(trx, request, 'cancelled', {
    now,
    set: { cancel_reason: cancelReason, ...decidedTimes },
  });
  if (request.action === 'create') {
    await moveResource(trx, resource, 'cancelled', { now });
  }
  await giveBack(engine, trx, request);
  return ended;
}

/** Holds again only what was held before the request. */
export async function giveBack(
  engine: Engine,
  trx: Knex,
  request: RequestRow,
): Promise<void> {
  const { previous, action } = request;
  if (!previous) {
    await releaseReservations(trx, request.resource_id);
  } else if (action !== 'destroy') {
    const kind = engine.kinds.get(request.kind);
    const usage = planOfOld(kind, previous)?.usage;
    // Of a version that nobody knows any more, what it holds is all there is.
    if (usage) {
      await settleReservations(trx, previous, usage);
    }
  }
}
