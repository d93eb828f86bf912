import { Verdict } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { insertDecision } from '../store/insertDecision';
import { moveRequest } from '../store/moveRequest';
import { moveResource } from '../store/moveResource';
import { RequestRow } from '../store/rows';
import { lifeFrom } from './acceptChange';
import { announceOutcome } from './announce';
import { authoriseDecision } from './authoriseDecision';
import { checkReason } from './checkReason';
import { describeRequest } from './describeChange';
import { RequestDeniedError } from './errors';
import { findRequestRow, lockResourceOf } from './findRequestRow';
import { rejudge } from './rejudge';
import { replanRequest } from './replanRequest';
import { Requester } from './requester';
import { Approver } from './resolveApprovers';
import { decidedTimes } from './waitingTimes';

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
  if (judged.hash !== request.plan_hash || judged.problems.length > 0) {
    await replanRequest(engine, request, judged);
  }
  const approved = await writeApproval(engine, request, {
    planHash,
    verdicts: judged.set.verdicts,
    reason: reason.text,
    approver,
    approvers: approvers.map(({ ref }) => ref),
  });
  await announceOutcome(engine, approved, {
    outcome: 'Approved',
    description: `By ${approver.ref}, ${approver.as}. It is being carried out.`,
    by: approver.ref,
  });
  return approved;
}

/** Moves the request, and what it will make, by compare-and-set. */
async function writeApproval(
  engine: Engine,
  request: RequestRow,
  approval: {
    planHash: string;
    verdicts: Verdict[];
    reason: string | null;
    approver: Approver;
    approvers: string[];
  },
): Promise<RequestRow> {
  const { planHash, verdicts, reason, approver, approvers } = approval;
  return engine.knex.transaction(async trx => {
    const now = engine.now();
    const resource = await lockResourceOf(trx, request);
    const row = await moveRequest(trx, request, 'approved', {
      now,
      set: { approved_hash: planHash, ...decidedTimes, verdicts },
    });
    if (request.action === 'create') {
      await moveResource(trx, resource, 'approved', {
        now,
        set: lifeFrom(resource, now),
      });
    }
    await insertDecision(trx, {
      id: engine.newId(),
      request_id: request.id,
      decision: 'approved',
      by: approver.ref,
      as: approver.as,
      approvers,
      plan_hash: planHash,
      reason,
      at: now,
    });
    await engine.wakeUps.wake(trx, resource.id);
    await engine.audit.append(trx, {
      ...describeRequest(row),
      event: 'request.approved',
      actor: approver.ref,
      reason,
      after: { as: approver.as, approvers },
    });
    return row;
  });
}
