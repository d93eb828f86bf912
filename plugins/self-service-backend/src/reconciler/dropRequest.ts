import { Failure } from '@slipway/plugin-self-service-common';
import { Rejudged } from '../service/rejudge';
import { giveBack } from '../service/endRequest';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow } from '../store/rows';
import { again, Outcome, Pass, recordOf } from './pass';
import { tellRequester } from './tell';

/** Approved, and refused by today's rules before anything was done. */
export async function dropRequest(
  pass: Pass,
  request: RequestRow,
  judged: Rejudged,
): Promise<Outcome> {
  const { engine, lease } = pass;
  const now = engine.now();
  const against = judged.verdicts.filter(
    ({ severity, result }) =>
      severity === 'deny' && (result === 'fail' || result === 'error'),
  );
  const failure: Failure = {
    step: 'Judgement before the first step',
    cause: against.map(verdict => verdict.message).join(' '),
    remedy: 'Ask again with what the rules allow now.',
    at: now.toISOString(),
  };
  await lease.write(async (trx, current) => {
    await moveRequest(trx, request, 'cancelled', {
      now,
      set: {
        verdicts: judged.verdicts,
        failure,
        cancel_reason: 'superseded',
      },
    });
    if (request.action === 'create') {
      await moveResource(trx, current, 'cancelled', { now, set: { failure } });
    }
    await giveBack(engine, trx, request);
    await engine.audit.append(trx, {
      ...recordOf(current, request),
      event: 'request.cancelled',
      reason: failure.cause,
      after: { policies: against.map(verdict => verdict.policy) },
    });
  });
  engine.announcer.changed({
    resourceId: request.resource_id,
    requestId: request.id,
  });
  await tellRequester(pass, request, {
    title: `${request.title}: not allowed any more`,
    description: failure.cause,
    severity: 'high',
    topic: 'dropped',
  });
  return again;
}
