import { isEndState } from '@slipway/plugin-self-service-common';
import { RequestRow, ResourceRow } from '../store/rows';
import { carryOut } from './carryOut';
import { destroyResource } from './destroyResource';
import { letGo } from './holdBack';
import { keepTime, timeMove } from './keepTime';
import { earlier } from './Lease';
import { observeResource } from './observeResource';
import { again, Outcome, Pass, waitUntil } from './pass';
import { startRequest } from './startRequest';
import { takeBack } from './takeBack';

/**
 * The next thing to do for a resource, whatever happened before: only what the
 * rows say now counts.
 */
export async function advance(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow | undefined,
): Promise<Outcome> {
  if (isEndState(row.state)) {
    await letGo(pass, row);
    return waitUntil(null);
  }
  switch (request?.state) {
    case 'approved':
      return startRequest(pass, row, request);
    case 'running':
      return request.action === 'destroy'
        ? destroyResource(pass, row, request)
        : carryOut(pass, row, request);
    case 'cancelling':
      return takeBack(pass, row, request);
    default:
      return watchOver(pass, row, request);
  }
}

/** Nothing runs: its time, and what is there. */
async function watchOver(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow | undefined,
): Promise<Outcome> {
  const time = await keepTime(pass, row, request);
  if (time.moved) {
    return again;
  }
  const lookAt = await observeResource(pass, row);
  // It may have been used, and live longer than was known before.
  const next = await nextByTime(pass, row, time.nextAt);
  return waitUntil(earlier(next, lookAt));
}

async function nextByTime(
  pass: Pass,
  row: ResourceRow,
  known: Date | null,
): Promise<Date | null> {
  const now = await pass.engine
    .knex<ResourceRow>('resources')
    .where({ id: row.id })
    .first();
  if (!now || now.version === row.version) {
    return known;
  }
  const move = timeMove(pass, now);
  switch (move.act) {
    case 'none':
      return null;
    case 'wait':
      return new Date(move.until);
    default:
      return pass.engine.now();
  }
}
