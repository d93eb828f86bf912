import { isError } from '@backstage/errors';
import { ResourceState } from '@slipway/plugin-self-service-common';
import { problemText } from '../service/errors';
import { Rejudged, rejudge } from '../service/rejudge';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow, ResourceRow } from '../store/rows';
import { clean } from './describeFailure';
import { dropRequest } from './dropRequest';
import { lapseApproval } from './lapseApproval';
import { expiryTimes } from './lifeOf';
import { again, Outcome, Pass, recordOf } from './pass';

/**
 * The first step of an approved request is a last look: what was approved has
 * to be what would be approved now. If it is refused now it is cancelled; if it
 * differs, the approval says nothing about it and has to be given again.
 */
export async function startRequest(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow,
): Promise<Outcome> {
  if (request.action === 'destroy' && row.protected) {
    return dropRequest(pass, request, {
      cause: `${row.name} is protected by now`,
    });
  }
  const judged = await judgeAgain(pass, request);
  if ('cause' in judged) {
    return dropRequest(pass, request, judged);
  }
  if (judged.problems.length > 0) {
    return dropRequest(pass, request, {
      cause: judged.problems.map(problemText).join(' '),
      verdicts: judged.set.verdicts,
    });
  }
  if (judged.hash !== (request.approved_hash ?? request.plan_hash)) {
    return lapseApproval(pass, request, judged);
  }
  return begin(pass, request);
}

/** What cannot be planned any more, as for a version that is gone, is refused. */
async function judgeAgain(
  pass: Pass,
  request: RequestRow,
): Promise<Rejudged | { cause: string }> {
  try {
    return await rejudge(pass.engine, request);
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return { cause: clean(error.message) };
    }
    throw error;
  }
}

async function begin(pass: Pass, request: RequestRow): Promise<Outcome> {
  const { engine, lease } = pass;
  const now = engine.now();
  const row = await lease.write(async (trx, current) => {
    await moveRequest(trx, request, 'running', { now });
    const { state, set, event } = beginning(pass, current, request, now);
    const moved = await moveResource(trx, current, state, { now, set });
    await engine.audit.append(trx, {
      ...recordOf(moved, request),
      event: 'request.started',
    });
    if (event) {
      await engine.audit.append(trx, {
        ...recordOf(moved, request),
        event,
        after: { undoUntil: moved.undo_until?.toISOString() ?? null },
      });
    }
    return moved;
  });
  engine.announcer.changed({ resourceId: row.id, requestId: request.id });
  return again;
}

function beginning(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow,
  now: Date,
): { state: ResourceState; set?: Partial<ResourceRow>; event?: string } {
  if (request.action === 'create') {
    return { state: 'provisioning' };
  }
  if (request.action !== 'destroy') {
    return { state: 'changing' };
  }
  if (row.state === 'failed') {
    return { state: 'destroying', event: 'resource.destroying' };
  }
  const { grace } = expiryTimes(pass.engine.settings, row);
  return {
    state: 'expiring',
    set: {
      undo_until: new Date(now.getTime() + grace),
      state_before_expiring:
        row.state === 'expiring' ? row.state_before_expiring : row.state,
    },
    event: 'resource.expiring',
  };
}
