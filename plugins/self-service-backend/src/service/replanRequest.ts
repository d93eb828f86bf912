import { ConflictError } from '@backstage/errors';
import { engineActor } from '../audit';
import { Engine } from '../ports';
import { moveRequest } from '../store/moveRequest';
import { RequestRow } from '../store/rows';
import { announceRequest } from './announce';
import { describeRequest } from './describeChange';
import { problemText } from './errors';
import { lockResourceOf } from './findRequestRow';
import { holdPlan } from './holdPlan';
import { whatChanged } from './planHash';
import { Rejudged } from './rejudge';

/**
 * The plan became another one while the request waited: it is stored for the
 * next look, and this approval is not given.
 */
export async function replanRequest(
  engine: Engine,
  request: RequestRow,
  judged: Rejudged,
): Promise<never> {
  const against = judged.problems.map(problemText);
  const replanned = await engine.knex.transaction(async trx => {
    await lockResourceOf(trx, request);
    const { desired } = request;
    const held = await holdPlan(trx, { desired, plan: judged.set.plan });
    if (held.problems.length > 0) {
      throw new ConflictError(
        `The plan of '${
          request.title
        }' became another one, and it does not fit: ${held.problems
          .map(({ message }) => message)
          .join(' ')}`,
      );
    }
    const row = await moveRequest(trx, request, request.state, {
      now: engine.now(),
      set: judged.set,
    });
    await engine.audit.append(trx, {
      ...describeRequest(row),
      event: 'request.lapsed',
      actor: engineActor,
      before: { planHash: request.plan_hash },
      after: { planHash: judged.hash, denied: against },
    });
    return row;
  });
  await announceRequest(engine, replanned);
  throw new ConflictError(
    against.length > 0
      ? `'${request.title}' is not allowed any more: ${against.join(
          ' ',
        )} Refuse it, or have that put right.`
      : `${whatChanged(request, judged.set)} since '${
          request.title
        }' was planned; look at the new plan and decide on that`,
  );
}
