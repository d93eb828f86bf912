import { isEndState } from '@slipway/plugin-self-service-common';
import { RequestRow, ResourceRow } from '../store/rows';
import { carryOut } from './carryOut';
import { destroyResource } from './destroyResource';
import { earlier } from './Lease';
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
    return waitUntil(null);
  }
  switch (request?.state) {
    case 'approved':
      return startRequest(pass, request);
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
  return waitUntil(null);
}
