import { Failure, Verdict } from '@slipway/plugin-self-service-common';
import { giveBack } from '../service/endRequest';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow } from '../store/rows';
import { Outcome, Pass, recordOf } from './pass';
import { stopRequest } from './stopRequest';

/**
 * Approved, and not possible by what is known now, before anything was done: it
 * ends here, and what it held is given back.
 */
export async function dropRequest(
  pass: Pass,
  request: RequestRow,
  why: { cause: string; verdicts?: Verdict[] },
): Promise<Outcome> {
  const { engine } = pass;
  const now = engine.now();
  const failure: Failure = {
    step: 'Last look before the first step',
    cause: why.cause,
    remedy: 'Ask again with what is possible now.',
    at: now.toISOString(),
  };
  return stopRequest(pass, request, {
    async write(trx, current) {
      await moveRequest(trx, request, 'cancelled', {
        now,
        set: {
          ...(why.verdicts && { verdicts: why.verdicts }),
          failure,
          cancel_reason: 'superseded',
        },
      });
      if (request.action === 'create') {
        await moveResource(trx, current, 'cancelled', {
          now,
          set: { failure },
        });
      }
      await giveBack(engine, trx, request);
      await engine.audit.append(trx, {
        ...recordOf(current, request),
        event: 'request.cancelled',
        after: { ...failure },
      });
    },
    message: {
      title: `${request.title}: not allowed any more`,
      description: failure.cause,
      severity: 'high',
      topic: 'dropped',
    },
  });
}
