import { Knex } from 'knex';
import { engineActor } from '../audit';
import { announceRequest } from '../service/announce';
import { holdPlan } from '../service/holdPlan';
import { whatChanged } from '../service/planHash';
import { Rejudged } from '../service/rejudge';
import { decidedTimes, waitingTimes } from '../service/waitingTimes';
import { insertDecision } from '../store/insertDecision';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow, ResourceRow } from '../store/rows';
import { dropRequest } from './dropRequest';
import { again, Outcome, Pass, recordOf } from './pass';
import { tellRequester } from './tell';

/**
 * Something that an approval is bound to is not what it was. Somebody who
 * agreed to the plan before has said nothing about this one; where nobody has
 * to agree, the new plan is simply the plan, if it fits into the quota.
 */
export async function lapseApproval(
  pass: Pass,
  request: RequestRow,
  judged: Rejudged,
): Promise<Outcome> {
  const { engine, lease } = pass;
  const lapsed = await lease.write(async (trx, row) => {
    const held = await holdPlan(trx, {
      desired: request.desired,
      plan: judged.set.plan,
    });
    return held.problems.length > 0
      ? held
      : { request: await writeLapse(pass, trx, { row, request, judged }) };
  });
  if ('problems' in lapsed) {
    return dropRequest(pass, request, {
      cause: lapsed.problems.map(({ message }) => message).join(' '),
    });
  }
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  if (lapsed.request.state === 'waiting-for-approval') {
    await announceRequest(engine, lapsed.request);
    await tellRequester(pass, request, {
      title: `${request.title}: needs approval${
        request.approval ? ' again' : ''
      }`,
      description: `${whatChanged(request, judged.set)} since it was ${
        request.approval ? 'approved' : 'asked for'
      }.`,
      severity: 'normal',
      topic: `lapsed:${judged.hash}`,
    });
  }
  return again;
}

async function writeLapse(
  pass: Pass,
  trx: Knex,
  of: { row: ResourceRow; request: RequestRow; judged: Rejudged },
): Promise<RequestRow> {
  const { engine } = pass;
  const { row, request, judged } = of;
  const now = engine.now();
  const { approval } = judged.set;
  const to = approval ? 'waiting-for-approval' : 'approved';
  const moved = await moveRequest(trx, request, to, {
    now,
    set: {
      ...judged.set,
      approved_hash: approval ? null : judged.hash,
      ...(approval ? waitingTimes(engine) : decidedTimes),
    },
  });
  if (approval && request.action === 'create') {
    await moveResource(trx, row, 'waiting-for-approval', { now });
  }
  if (request.approval) {
    await insertDecision(trx, {
      id: engine.newId(),
      request_id: request.id,
      decision: 'lapsed',
      by: engineActor,
      as: 'what was approved is not what would be done',
      approvers: [],
      plan_hash: request.plan_hash,
      reason: `${whatChanged(request, judged.set)} since.`,
      at: now,
    });
  }
  await engine.audit.append(trx, {
    ...recordOf(row, request),
    event: 'request.lapsed',
    before: { planHash: request.plan_hash },
    after: { planHash: judged.hash },
  });
  return moved;
}
