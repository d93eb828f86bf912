import { Failure } from '@slipway/plugin-self-service-common';
import { moveRequest } from '../store/moveRequest';
import { RequestRow, StepRow } from '../store/rows';
import { Outcome, Pass, recordOf } from './pass';
import { stopRequest } from './stopRequest';

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
  const { engine } = pass;
  return stopRequest(pass, request, {
    step,
    async write(trx, current) {
      const moved = await moveRequest(trx, request, 'cancelling', {
        now: engine.now(),
        set: { cancel_reason: 'refused', failure },
      });
      await engine.audit.append(trx, {
        ...recordOf(current, moved),
        event: 'request.refused',
        reason: failure.cause,
      });
    },
    message: {
      title: `${request.title}: refused`,
      description: `${failure.cause}. What was done is taken back.`,
      severity: 'high',
      topic: 'refused',
    },
  });
}
