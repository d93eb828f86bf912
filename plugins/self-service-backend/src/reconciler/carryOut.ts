import { ResourceState } from '@slipway/plugin-self-service-common';
import { moveResource } from '../store/moveResource';
import { RequestRow, ResourceRow, StepRow } from '../store/rows';
import { failRequest } from './failRequest';
import { finishRequest } from './finishRequest';
import { again, Outcome, Pass, waitUntil } from './pass';
import { walkSteps } from './walkSteps';
import { withdrawRequest } from './withdrawRequest';

/** The steps of a creation or a change, from what is there to the plan. */
export async function carryOut(
  pass: Pass,
  row: ResourceRow,
  request: RequestRow,
): Promise<Outcome> {
  if (row.state === 'failed') {
    return resume(
      pass,
      request,
      request.action === 'create' ? 'provisioning' : 'changing',
    );
  }
  const walked = await walkSteps(pass, {
    request,
    phase: 'do',
    resource: request.desired,
    plan: () => request.plan,
    list: context => pass.kind.steps(context),
  });
  switch (walked.result) {
    case 'done':
      return finishRequest(pass, request);
    case 'failed':
      return walked.cancels
        ? withdrawRequest(pass, request, walked.failure, walked.step)
        : failRequest(pass, request, walked.failure, walked.step);
    case 'waiting':
      return waitUntil(walked.until);
    default:
      return again;
  }
}

/**
 * A person had a failed request tried again. What is done stays done, unless it
 * was taken back meanwhile; what failed begins anew, also what must not be done
 * twice: whoever retries has looked.
 */
export async function resume(
  pass: Pass,
  request: RequestRow,
  to: ResourceState,
): Promise<Outcome> {
  const { engine, lease } = pass;
  const now = engine.now();
  await lease.write(async (trx, current) => {
    const undone = await trx<StepRow>('steps')
      .where({ request_id: request.id, phase: 'undo' })
      .delete();
    await trx<StepRow>('steps')
      .where({ request_id: request.id, phase: 'do' })
      .modify(query => {
        if (undone === 0) {
          query.whereNot({ state: 'done' });
        }
      })
      .update({
        state: 'waiting',
        attempts: 0,
        input_hash: '',
        message: null,
        intended_at: null,
        issued_at: null,
        failing_since: null,
        unfinished: 0,
        next_attempt_at: null,
        started_at: null,
        ended_at: null,
        fence: lease.fence,
      });
    await moveResource(trx, current, to, { now, set: { failure: null } });
  });
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  return again;
}
