import { releaseReservations } from '../quota/settleReservations';
import { endOpenDrift } from '../store/drift';
import { readInventory } from '../store/inventory';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow, ResourceRow } from '../store/rows';
import { resume } from './carryOut';
import { failRequest } from './failRequest';
import { again, Outcome, Pass, recordOf, waitUntil } from './pass';
import { reportHanging } from './reportHanging';
import { tellRequester } from './tell';
import { walkSteps } from './walkSteps';

/**
 * A deletion that runs: it can be undone until its grace is over, then what the
 * inventory holds is removed, wave by wave. Neither a template nor a policy is
 * asked any more.
 */
export async function destroyResource(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow,
): Promise<Outcome> {
  if (row.state === 'failed') {
    return resume(pass, request, 'destroying');
  }
  if (row.state !== 'destroying') {
    const now = pass.engine.now();
    return row.undo_until && row.undo_until > now
      ? waitUntil(row.undo_until)
      : beginDestroying(pass, request);
  }
  const walked = await walkSteps(pass, {
    request,
    phase: 'do',
    resource: request.desired,
    plan: () => null,
    list: context => pass.kind.destroy(context),
  });
  switch (walked.result) {
    case 'done':
      return finishDestroying(pass, request);
    case 'failed':
      return failRequest(pass, request, walked.failure, walked.step);
    case 'waiting':
      await reportHanging(pass, row, request, walked.since);
      return waitUntil(walked.until);
    default:
      return again;
  }
}

async function beginDestroying(
  pass: Pass,
  request: RequestRow,
): Promise<Outcome> {
  const { engine, lease } = pass;
  await lease.write(async (trx, current) => {
    const moved = await moveResource(trx, current, 'destroying', {
      now: engine.now(),
      set: { undo_until: null },
    });
    await engine.audit.append(trx, {
      ...recordOf(moved, request),
      event: 'resource.destroying',
    });
  });
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  return again;
}

async function finishDestroying(
  pass: Pass,
  request: RequestRow,
): Promise<Outcome> {
  const { engine, lease, kind } = pass;
  const left = await readInventory(engine.knex, request.resource_id);
  if (left.length > 0) {
    return failRequest(pass, request, {
      step: 'Look whether all is gone',
      cause: `All steps are done, and the inventory still has ${left
        .map(({ reference }) => reference)
        .join(', ')}`,
      remedy: `Retry it. If it stays, ${kind.title} does not remove what it makes.`,
      at: engine.now().toISOString(),
    });
  }
  const now = engine.now();
  const row = await lease.write(async (trx, current) => {
    // Cancelled when it was too late for that.
    const to = request.state === 'cancelling' ? 'cancelled' : 'done';
    await moveRequest(trx, request, to, { now, set: { failure: null } });
    const moved = await moveResource(trx, current, 'destroyed', {
      now,
      set: { failure: null, blockers: [], undo_until: null, expires_at: null },
    });
    await releaseReservations(trx, current.id);
    await endOpenDrift(trx, current.id, now);
    await engine.audit.append(trx, {
      ...recordOf(moved, request),
      event: `request.${to}`,
    });
    await engine.audit.append(trx, {
      ...recordOf(moved, request),
      event: 'resource.destroyed',
    });
    return moved;
  });
  engine.announcer.changed({ resourceId: row.id, requestId: request.id });
  await tellRequester(pass, request, {
    title: `${row.name} is deleted`,
    description: `${kind.title} ${row.name} in ${row.environment} and all that belonged to it are gone.`,
    severity: 'normal',
    topic: 'done',
  });
  return again;
}
