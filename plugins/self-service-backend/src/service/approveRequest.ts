import { ConflictError } from '@backstage/errors';
import { engineActor } from '../audit';
import { Engine } from '../ports';
import { insertDecision } from '../store/insertDecision';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow } from '../store/rows';
import { lifeEnds } from './acceptChange';
import { announceOutcome, announceRequest } from './announce';
import { authoriseDecision } from './authoriseDecision';
import { checkReason } from './checkReason';
import { describeRequest } from './describeChange';
import { RequestDeniedError } from './errors';
import { findRequestRow, lockResourceOf } from './findRequestRow';
import { Rejudged, rejudge } from './rejudge';
import { Requester } from './requester';

export type DecisionOptions = {
  requestId: string;
  /** Of the plan that whoever decides has seen. */
  planHash: string;
  reason?: string;
  by: Requester;
};

/**
 * Approves the plan of a request. Of two who approve at once, one does.
 *
 * @throws ConflictError when it waits no more, or when what was seen is not
 * what would be done now; then the new plan is stored, to be looked at
 * @throws NotAllowedError for whoever may not decide, such as the requester
 */
export async function approveRequest(
  engine: Engine,
  options: DecisionOptions,
): Promise<RequestRow> {
  const { by, planHash } = options;
  const request = await findRequestRow(engine.knex, options.requestId);
  const { approver, approvers } = await authoriseDecision(engine, request, {
    by,
    planHash,
  });
  const reason = checkReason(options.reason);
  if (reason.problems.length > 0) {
    throw new RequestDeniedError('The approval', reason);
  }
  const judged = await rejudge(engine, request);
  if (judged.hash !== request.plan_hash || judged.denied) {
    await replan(engine, request, judged);
  }
  const approved = await engine.knex.transaction(async trx => {
    const now = engine.now();
    const resource = await lockResourceOf(trx, request);
    const row = await moveRequest(trx, request, 'approved', {
      now,
      set: {
        approved_hash: planHash,
        expires_at: null,
        verdicts: judged.verdicts,
      },
    });
    if (request.action === 'create') {
      await moveResource(trx, resource, 'approved', {
        now,
        set: { expires_at: lifeEnds(resource, now) },
      });
    }
    await insertDecision(trx, {
      id: engine.newId(),
      request_id: request.id,
      decision: 'approved',
      by: approver.ref,
      as: approver.as,
      approvers: approvers.map(({ ref }) => ref),
      plan_hash: planHash,
      reason: reason.text,
      at: now,
    });
    await engine.wakeUps.wake(trx, resource.id);
    await engine.audit.append(trx, {
      ...describeRequest(row),
      event: 'request.approved',
      actor: approver.ref,
      reason: reason.text,
      after: { as: approver.as, approvers: approvers.map(({ ref }) => ref) },
    });
    return row;
  });
  await announceOutcome(engine, approved, {
    outcome: 'Approved',
    description: `By ${approver.ref}, ${approver.as}. It is being carried out.`,
    by: approver.ref,
  });
  return approved;
}

/**
 * The plan became another one while the request waited: it is stored for the
 * next look, and this approval is not given.
 */
async function replan(
  engine: Engine,
  request: RequestRow,
  judged: Rejudged,
): Promise<never> {
  const against = judged.verdicts
    .filter(
      ({ severity, result }) =>
        severity === 'deny' && ['fail', 'error'].includes(result),
    )
    .map(({ message }) => message);
  const replanned = await engine.knex.transaction(async trx => {
    await lockResourceOf(trx, request);
    const row = await moveRequest(trx, request, request.state, {
      now: engine.now(),
      // Whoever had to agree before still has to.
      set: { ...judged.set, approval: judged.set.approval ?? request.approval },
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
        )} Refuse it, or have the rule waived.`
      : `The template or the policies changed since '${request.title}' was planned; look at the new plan and decide on that`,
  );
}
