import { Engine } from '../ports';
import { insertDecision } from '../store/insertDecision';
import { RequestRow } from '../store/rows';
import { announceOutcome } from './announce';
import { DecisionOptions } from './approveRequest';
import { authoriseDecision } from './authoriseDecision';
import { checkReason } from './checkReason';
import { describeRequest } from './describeChange';
import { endRequest } from './endRequest';
import { RequestDeniedError } from './errors';
import { findRequestRow } from './findRequestRow';

/**
 * Refuses a request, with the reason that whoever asked will read.
 *
 * @throws RequestDeniedError without a reason
 * @throws ConflictError and NotAllowedError as an approval does
 */
export async function refuseRequest(
  engine: Engine,
  options: DecisionOptions,
): Promise<RequestRow> {
  const { by, planHash } = options;
  const request = await findRequestRow(engine.knex, options.requestId);
  const { approver, approvers } = await authoriseDecision(engine, request, {
    by,
    planHash,
  });
  const reason = checkReason(options.reason, {
    required: 'is missing; say why, so that they can ask for something else',
  });
  if (reason.problems.length > 0) {
    throw new RequestDeniedError('The refusal', reason);
  }
  const refused = await engine.knex.transaction(async trx => {
    const row = await endRequest(engine, trx, request, 'refused');
    await insertDecision(trx, {
      id: engine.newId(),
      request_id: request.id,
      decision: 'refused',
      by: approver.ref,
      as: approver.as,
      approvers: approvers.map(({ ref }) => ref),
      plan_hash: planHash,
      reason: reason.text,
      at: engine.now(),
    });
    await engine.audit.append(trx, {
      ...describeRequest(row),
      event: 'request.refused',
      actor: approver.ref,
      reason: reason.text,
      after: { as: approver.as, approvers: approvers.map(({ ref }) => ref) },
    });
    return row;
  });
  await announceOutcome(engine, refused, {
    outcome: 'Refused',
    description: `By ${approver.ref}: ${reason.text}`,
    by: approver.ref,
    severity: 'high',
  });
  return refused;
}
