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
  cause: Failure,
  step?: Partial<StepRow>,
): Promise<Outcome> {
  const { engine } = pass;
  const now = engine.now();
  const failure = withWaysOut(request, cause);
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

/** A remedy says to retry; of what was being taken back that goes forward. */
function withWaysOut(request: RequestRow, failure: Failure): Failure {
  return request.state === 'cancelling'
    ? {
        ...failure,
        remedy: `${failure.remedy} It was being taken back: roll back goes on with that, retry does what was asked for after all.`,
      }
    : failure;
}
