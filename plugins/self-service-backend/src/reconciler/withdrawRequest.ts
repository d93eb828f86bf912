import { Failure } from '@slipway/plugin-self-service-common';
import { moveRequest } from '../store/moveRequest';
import { writeStep } from '../store/journal';
import { RequestRow, StepRow } from '../store/rows';
import { again, Outcome, Pass, recordOf } from './pass';
import { tellRequester } from './tell';

/**
 * Somebody decided against it where it was to be done, such as by closing its
 * pull request: that is a refusal, not a fault, and what was done is taken back.
 */
export async function withdrawRequest(
  pass: Pass,
  request: RequestRow,
  failure: Failure,
  step?: Partial<StepRow>,
): Promise<Outcome> {
  const { engine, lease } = pass;
  const now = engine.now();
  await lease.write(async (trx, current) => {
    if (step?.key && step.phase) {
      await writeStep(
        trx,
        { request_id: request.id, phase: step.phase, key: step.key },
        { ...step, fence: lease.fence },
      );
    }
    const moved = await moveRequest(trx, request, 'cancelling', {
      now,
      set: { cancel_reason: 'refused', failure },
    });
    await engine.audit.append(trx, {
      ...recordOf(current, moved),
      event: 'request.refused',
      reason: failure.cause,
    });
  });
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  await tellRequester(pass, request, {
    title: `${request.title}: refused`,
    description: `${failure.cause}. What was done is taken back.`,
    severity: 'high',
    topic: 'refused',
  });
  return again;
}
