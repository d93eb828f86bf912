import { engineActor } from '../audit';
import { Rejudged } from '../service/rejudge';
import { waitsUntil } from '../service/acceptChange';
import { announceRequest } from '../service/announce';
import { insertDecision } from '../store/insertDecision';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow } from '../store/rows';
import { again, Outcome, Pass, recordOf } from './pass';
import { tellRequester } from './tell';

/**
 * Inputs, template or policies are not what they were. Somebody who agreed to
 * the plan before has said nothing about this one; where nobody has to agree,
 * the new plan is simply the plan.
 */
export async function lapseApproval(
  pass: Pass,
  request: RequestRow,
  judged: Rejudged,
): Promise<Outcome> {
  const { engine, lease } = pass;
  const now = engine.now();
  const waits = Boolean(judged.set.approval);
  const set = {
    ...judged.set,
    approved_hash: waits ? null : judged.hash,
    expires_at: waits ? waitsUntil(engine) : null,
  };
  const lapsed = await lease.write(async (trx, current) => {
    const row = await moveRequest(
      trx,
      request,
      waits ? 'waiting-for-approval' : 'approved',
      {
        now,
        set,
      },
    );
    if (waits && request.action === 'create') {
      await moveResource(trx, current, 'waiting-for-approval', { now });
    }
    await insertDecision(trx, {
      id: engine.newId(),
      request_id: request.id,
      decision: 'lapsed',
      by: engineActor,
      as: 'what was approved is not what would be done',
      approvers: [],
      plan_hash: request.plan_hash,
      reason: 'Inputs, template or policies have changed since.',
      at: now,
    });
    await engine.audit.append(trx, {
      ...recordOf(current, request),
      event: 'request.lapsed',
      before: { planHash: request.plan_hash },
      after: { planHash: judged.hash },
    });
    return row;
  });
  await announceRequest(engine, lapsed);
  if (waits) {
    await tellRequester(pass, request, {
      title: `${request.title}: needs approval again`,
      description:
        'Inputs, template or policies have changed since it was approved.',
      severity: 'normal',
      topic: `lapsed:${judged.hash}`,
    });
  }
  return again;
}
