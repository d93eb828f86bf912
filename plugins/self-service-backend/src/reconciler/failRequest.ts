import { Failure } from '@slipway/plugin-self-service-common';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow, StepRow } from '../store/rows';
import { Outcome, Pass, recordOf } from './pass';
import { stopRequest } from './stopRequest';

/** It stops here until a person retries, rolls back or deletes. */
export async function failRequest(
  pass: Pass,
  request: RequestRow,
  failure: Failure,
  step?: Partial<StepRow>,
): Promise<Outcome> {
  const { engine } = pass;
  const now = engine.now();
  return stopRequest(pass, request, {
    step,
    async write(trx, current) {
      const change = { now, set: { failure } };
      await moveRequest(trx, request, 'failed', change);
      const moved = await moveResource(trx, current, 'failed', change);
      await engine.audit.append(trx, {
        ...recordOf(moved, request),
        event: 'request.failed',
        after: { ...failure },
      });
    },
    message: {
      title: `${request.title}: failed at ${failure.step}`,
      description: `${failure.cause}. ${failure.remedy}`,
      severity: 'high',
      topic: `failed:${now.toISOString()}`,
    },
  });
}
