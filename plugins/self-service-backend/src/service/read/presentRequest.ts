import {
  Decision,
  PlanView,
  RequestSummary,
  StepView,
} from '@slipway/plugin-self-service-common';
import { ListedRequest } from '../../store/read/listRequests';
import { DecisionRow } from '../../store/read/readRequestParts';
import { RequestRow, StepRow } from '../../store/rows';

/** A request as lists show it. */
export function presentRequestSummary(
  row: ListedRequest,
  options: { mayDecide: boolean; decision: DecisionRow | undefined },
): RequestSummary {
  const { mayDecide, decision } = options;
  return {
    id: row.id,
    kind: row.kind,
    action: row.action,
    title: row.title,
    state: row.state,
    cancelReason: row.cancel_reason,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    team: row.desired.team,
    environment: row.desired.environment,
    requestedBy: row.requested_by,
    onBehalfOf: row.on_behalf_of,
    requestedAt: row.requested_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    cost: row.cost,
    reason: row.reason,
    decision: decision
      ? {
          decision: decision.decision,
          by: decision.by,
          reason: decision.reason,
          at: decision.at.toISOString(),
        }
      : null,
    mayDecide,
  };
}

/** A deletion has no template to render, but it has changes and a hash. */
export function presentPlan(row: RequestRow): PlanView {
  return {
    hash: row.plan_hash,
    templateVersion: row.plan?.templateVersion ?? row.desired.templateVersion,
    policyVersion: row.policy_version,
    items: row.changes,
    usage: row.plan?.usage ?? [],
    notes: row.plan?.notes ?? [],
    observed: row.observed,
  };
}

export function presentDecision(row: DecisionRow): Decision {
  return {
    id: row.id,
    decision: row.decision,
    by: row.by,
    as: row.as,
    approvers: row.approvers,
    planHash: row.plan_hash,
    reason: row.reason,
    at: row.at.toISOString(),
  };
}

/** Steps that take back bear their phase in the key: both may be there. */
export function presentStep(row: StepRow): StepView {
  return {
    key: row.phase === 'undo' ? `undo:${row.key}` : row.key,
    title: row.title,
    state: row.state,
    attempts: row.attempts,
    message: row.message,
    log: row.log,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  };
}
