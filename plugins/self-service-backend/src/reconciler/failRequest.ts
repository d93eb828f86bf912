import { Failure } from '@slipway/plugin-self-service-common';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { writeStep } from '../store/journal';
import { RequestRow, StepRow } from '../store/rows';
import { again, Outcome, Pass, recordOf } from './pass';
import { tellRequester } from './tell';

/** It stops here until a person retries, rolls back or deletes. */
export async function failRequest(
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
    await moveRequest(trx, request, 'failed', { now, set: { failure } });
    const moved = await moveResource(trx, current, 'failed', {
      now,
      set: { failure },
    });
    await engine.audit.append(trx, {
      ...recordOf(moved, request),
      event: 'request.failed',
      after: { ...failure },
    });
  });
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  await tellRequester(pass, request, {
    title: `${request.title}: failed at ${failure.step}`,
    description: `${failure.cause}. ${failure.remedy}`,
    severity: 'high',
    topic: `failed:${now.toISOString()}`,
  });
  return again;
}
