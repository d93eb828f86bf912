import { isError } from '@backstage/errors';
import { engineActor } from '../audit';
import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { announceOutcome } from './announce';
import { describeRequest } from './describeChange';
import { endRequest } from './endRequest';

/** A sweep comes back for the rest. */
const atOnce = 100;

/**
 * Cancels requests that nobody decided on, and drafts that nobody submitted, in
 * time. Any number of replicas may run it at once.
 *
 * @returns how many it cancelled
 */
export async function expireRequests(engine: Engine): Promise<number> {
  const now = engine.now();
  const due = await engine
    .knex<RequestRow>('requests')
    .whereIn('state', ['draft', 'waiting-for-approval'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(atOnce);
  let expired = 0;
  for (const request of due) {
    expired += (await expire(engine, request)) ? 1 : 0;
  }
  return expired;
}

async function expire(engine: Engine, request: RequestRow): Promise<boolean> {
  try {
    const ended = await engine.knex.transaction(async trx => {
      const row = await endRequest(engine, trx, request, 'expired');
      await engine.audit.append(trx, {
        ...describeRequest(row),
        event: 'request.expired',
        actor: engineActor,
        before: { state: request.state },
      });
      return row;
    });
    await announceOutcome(engine, ended, {
      outcome: 'Expired',
      description:
        request.state === 'draft'
          ? 'The draft was not submitted in time.'
          : 'Nobody decided on it in time; ask again if it is still needed.',
    });
    return true;
  } catch (error) {
    // Somebody decided at this moment, or another replica was first.
    if (isError(error) && error.name === 'ConflictError') {
      return false;
    }
    throw error;
  }
}
