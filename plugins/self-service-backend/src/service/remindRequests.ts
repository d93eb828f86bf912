import { engineActor } from '../audit';
import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { askToDecide } from './askToDecide';
import { describeRequest } from './describeChange';
import { partiesOf } from './requester';
import { resolveApprovers } from './resolveApprovers';

/** A sweep comes back for the rest. */
const atOnce = 100;

/**
 * Tells those who can decide on a request, as the catalog names them now, that
 * it still waits and when it expires: once, when half of its time has gone by.
 * Any number of replicas may run it at once.
 *
 * @returns of how many requests it reminded
 */
export async function remindRequests(engine: Engine): Promise<number> {
  const now = engine.now();
  const due = await engine
    .knex<RequestRow>('requests')
    .where({ state: 'waiting-for-approval' })
    .where('remind_at', '<=', now)
    .where('expires_at', '>', now)
    .orderBy('remind_at')
    .limit(atOnce);
  let reminded = 0;
  for (const request of due) {
    reminded += (await remind(engine, request)) ? 1 : 0;
  }
  return reminded;
}

/**
 * They are told before it is written: whoever dies in between tells them again,
 * and a notification on the same topic takes the place of the first. The other
 * way round nobody might ever be told.
 */
async function remind(engine: Engine, request: RequestRow): Promise<boolean> {
  const people = await whoCanDecide(engine, request);
  const expiresAt = request.expires_at?.toISOString() ?? null;
  await askToDecide(engine, request, people, {
    title: `Still waits for approval: ${request.title}`,
    description: `It expires at ${expiresAt}. ${request.reason ?? ''}`.trim(),
    topic: 'still waits',
  });
  return engine.knex.transaction(async trx => {
    // Without a new version: whoever decides at this moment has seen it as it is.
    const [row] = await trx<RequestRow>('requests')
      .where({ id: request.id, state: request.state })
      .where('remind_at', '<=', engine.now())
      .update({ remind_at: null })
      .returning('*');
    if (!row) {
      return false;
    }
    await engine.audit.append(trx, {
      ...describeRequest(row),
      event: 'request.reminded',
      actor: engineActor,
      after: { approvers: people, expiresAt },
    });
    return true;
  });
}

async function whoCanDecide(
  engine: Engine,
  request: RequestRow,
): Promise<string[]> {
  if (!request.approval) {
    return [];
  }
  const approvers = await resolveApprovers(engine, {
    need: request.approval,
    team: request.desired.team,
    parties: partiesOf(request),
  });
  return approvers.map(({ ref }) => ref);
}
