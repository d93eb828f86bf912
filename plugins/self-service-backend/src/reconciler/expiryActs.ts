import { ExpiryMove, Verdict } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { giveBack } from '../service/endRequest';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow, ResourceRow } from '../store/rows';
import { expiryTimes } from './lifeOf';
import { Pass, recordOf } from './pass';
import { canBePlanned, insertSystemRequest, timeIsOver } from './systemRequest';

export type ExpiryAct = Exclude<ExpiryMove['act'], 'none' | 'wait'>;

/** What each move by time writes, in the transaction that it is given. */
export const expiryActs: Record<
  ExpiryAct,
  (
    pass: Pass,
    trx: Knex,
    row: ResourceRow,
    request: RequestRow | undefined,
    verdicts: Verdict[],
  ) => Promise<ResourceRow>
> = { warn, pause, leave, destroy, calm, rewind };

async function warn(pass: Pass, trx: Knex, row: ResourceRow) {
  const moved = await stage(pass, trx, row, 'warned');
  await record(pass, trx, moved, 'resource.warned');
  return moved;
}

/**
 * Not over a request that waits for a decision, for it may be of use, and not
 * without a template that says how; then the stage alone goes by.
 */
async function pause(
  pass: Pass,
  trx: Knex,
  row: ResourceRow,
  request: RequestRow | undefined,
  verdicts: Verdict[],
) {
  const staged = await stage(pass, trx, row, 'paused');
  const settled = ['ready', 'drifted'].includes(row.state);
  if (request || !settled || !canBePlanned(pass, row)) {
    return staged;
  }
  const moved = await moveResource(trx, staged, 'changing', {
    now: pass.engine.now(),
  });
  await insertSystemRequest(pass, trx, row, {
    action: 'pause',
    title: `Pause ${row.name}`,
    verdicts,
  });
  return moved;
}

/** Deletion begins, and can be undone for a while. */
async function leave(
  pass: Pass,
  trx: Knex,
  row: ResourceRow,
  request: RequestRow | undefined,
) {
  const { engine } = pass;
  const now = engine.now();
  if (row.state === 'failed') {
    const staged = await stage(pass, trx, row, 'grace');
    if (request?.state === 'failed') {
      await endFailed(pass, trx, staged, request);
    }
    return staged;
  }
  const { grace } = expiryTimes(engine.settings, row);
  const moved = await moveResource(trx, row, 'expiring', {
    now,
    set: {
      expiry_stage: 'grace',
      expiry_stage_since: now,
      undo_until: new Date(now.getTime() + grace),
      state_before_expiring: row.state,
    },
  });
  await record(pass, trx, moved, 'resource.expiring');
  return moved;
}

/** A deletion that failed is tried again; what else failed is taken back. */
async function endFailed(
  pass: Pass,
  trx: Knex,
  row: ResourceRow,
  request: RequestRow,
) {
  const { engine } = pass;
  const now = engine.now();
  const deletes = request.action === 'destroy';
  const moved = deletes
    ? await moveRequest(trx, request, 'running', {
        now,
        set: { failure: null, cancel_reason: null },
      })
    : await moveRequest(trx, request, 'cancelling', {
        now,
        set: { cancel_reason: 'expired' },
      });
  await engine.audit.append(trx, {
    ...recordOf(row, moved),
    event: deletes ? 'request.retried' : 'request.cancelling',
    reason: timeIsOver,
    before: { state: request.state, ...request.failure },
    after: { state: moved.state },
  });
}

async function destroy(
  pass: Pass,
  trx: Knex,
  row: ResourceRow,
  request: RequestRow | undefined,
  verdicts: Verdict[],
) {
  const { engine } = pass;
  const now = engine.now();
  if (request) {
    const dropped = await moveRequest(trx, request, 'cancelled', {
      now,
      set: { cancel_reason: 'superseded' },
    });
    await giveBack(engine, trx, dropped);
    await engine.audit.append(trx, {
      ...recordOf(row, dropped),
      event: 'request.cancelled',
      reason: 'The resource is deleted, for its time is over.',
    });
  }
  const moved = await moveResource(trx, row, 'destroying', {
    now,
    set: { undo_until: null },
  });
  await insertSystemRequest(pass, trx, moved, {
    action: 'destroy',
    title: `Delete ${row.name}`,
    verdicts,
  });
  await record(pass, trx, moved, 'resource.destroying');
  return moved;
}

/** Extended or pinned: it goes on where it was. What sleeps is woken by hand. */
async function calm(pass: Pass, trx: Knex, row: ResourceRow) {
  const now = pass.engine.now();
  const to =
    row.state === 'expiring' ? row.state_before_expiring ?? 'ready' : row.state;
  const moved = await moveResource(trx, row, to, {
    now,
    set: {
      expiry_stage: 'none',
      expiry_stage_since: null,
      undo_until: null,
      state_before_expiring: null,
    },
  });
  if (row.state === 'expiring') {
    await record(pass, trx, moved, 'resource.undo');
  }
  return moved;
}

async function rewind(pass: Pass, trx: Knex, row: ResourceRow) {
  const { engine } = pass;
  const now = engine.now();
  const { grace } = expiryTimes(engine.settings, row);
  return moveResource(trx, row, row.state, {
    now,
    set: {
      expiry_stage_since: now,
      ...(row.undo_until && {
        undo_until: new Date(now.getTime() + grace),
      }),
    },
  });
}

async function stage(
  pass: Pass,
  trx: Knex,
  row: ResourceRow,
  to: ResourceRow['expiry_stage'],
): Promise<ResourceRow> {
  const now = pass.engine.now();
  return moveResource(trx, row, row.state, {
    now,
    set: { expiry_stage: to, expiry_stage_since: now },
  });
}

async function record(
  pass: Pass,
  trx: Knex,
  row: ResourceRow,
  event: string,
): Promise<void> {
  await pass.engine.audit.append(trx, {
    ...recordOf(row),
    event,
    after: {
      state: row.state,
      expiresAt: row.expires_at?.toISOString() ?? null,
      undoUntil: row.undo_until?.toISOString() ?? null,
    },
  });
}
