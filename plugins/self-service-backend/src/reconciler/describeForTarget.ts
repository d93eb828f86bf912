import { StepRequest } from '@slipway/plugin-self-service-node';
import { Knex } from 'knex';
import { redactText } from '../audit/redactSecrets';
import { DecisionRow, readDecisions } from '../store/read/readRequestParts';
import { RequestRow, StepRow } from '../store/rows';

/** What a walk knows of a request beside its row. */
export type DecidedOn = {
  takenBack?: boolean;
  /** The approval of the plan that is carried out, where there had to be one. */
  approval?: DecisionRow;
};

export async function readDecidedOn(
  knex: Knex,
  request: RequestRow,
  phase: StepRow['phase'],
): Promise<DecidedOn> {
  const decisions = request.approval
    ? await readDecisions(knex, request.id)
    : [];
  return {
    takenBack: phase === 'undo',
    // An earlier one may have lapsed.
    approval: decisions.findLast(
      ({ decision, plan_hash }) =>
        decision === 'approved' && plan_hash === request.approved_hash,
    ),
  };
}

/**
 * What a step may write of the request outside of the portal. What a person
 * wrote may hold a secret by mistake, and nothing is ever deleted from Git.
 */
export function describeForTarget(
  request: RequestRow,
  { takenBack, approval }: DecidedOn,
): StepRequest {
  return {
    action: request.action,
    reason: redacted(request.reason),
    requestedBy: request.requested_by,
    planHash: request.plan === null ? null : request.plan_hash,
    takenBack: takenBack ?? false,
    facts: {
      onBehalfOf: request.on_behalf_of,
      planHash: request.plan_hash,
      changes: request.changes,
      observed: request.observed,
      verdicts: request.verdicts,
      quota: request.quota,
      cost: request.cost,
      costBefore: request.cost_before,
      approval: approval
        ? {
            by: approval.by,
            as: approval.as,
            reason: redacted(approval.reason),
            at: approval.at,
          }
        : null,
    },
  };
}

function redacted(text: string | null): string | null {
  return text === null ? null : redactText(text);
}
