import { createHash } from 'node:crypto';
import {
  ApprovalNeed,
  canonicalJson,
  CostEstimate,
  JsonValue,
  Plan,
} from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';
import { RequestRow } from '../store/rows';

/**
 * What an approval is bound to, as SHA-256 in hex: what is wanted, the rendered
 * plan with its template version, the policies, what it costs a month, and by
 * whom it has to be agreed to. When any of it changes, an approval that was
 * given before says nothing about it, nor does that none was needed. Who the
 * approvers are by name is left out: that is for the catalog to say at each
 * decision.
 *
 * @param of - `plan` and `cost` are null for a deletion, `approval` when nobody
 * has to agree
 */
export function planHash(of: {
  action: string;
  desired: DesiredResource;
  plan: Plan | null;
  policyVersion: string;
  cost: CostEstimate | null;
  approval: ApprovalNeed | null;
}): string {
  const { action, desired, plan, policyVersion, cost, approval } = of;
  const bound = {
    ...{ action, desired, plan, policyVersion },
    cost: priceIn(cost),
    approval: needIn(approval),
  };
  return createHash('sha256').update(canonicalJson(bound)).digest('hex');
}

/**
 * Which of it is not what it was, in a sentence without its full stop: `The
 * policies and the price changed`.
 */
export function whatChanged(before: Bound, after: Bound): string {
  const differs = (one: JsonValue, other: JsonValue) =>
    canonicalJson(one) !== canonicalJson(other);
  const parts = [
    differs(before.plan, after.plan) && 'the plan',
    before.policy_version !== after.policy_version && 'the policies',
    differs(priceIn(before.cost), priceIn(after.cost)) && 'the price',
    differs(needIn(before.approval), needIn(after.approval)) &&
      'who has to agree',
  ].filter(part => part !== false);
  const all = parts.length > 0 ? parts : ['what an approval is for'];
  const words = [all.slice(0, -1).join(', '), all[all.length - 1]]
    .filter(part => part !== '')
    .join(' and ');
  return `${words[0].toUpperCase()}${words.slice(1)} changed`;
}

type Bound = Pick<RequestRow, 'plan' | 'policy_version' | 'cost' | 'approval'>;

function priceIn(cost: CostEstimate | null) {
  return cost && { currency: cost.currency, amount: cost.amount };
}

function needIn(approval: ApprovalNeed | null) {
  return (
    approval && {
      leads: approval.approvers.leads,
      groups: [...approval.approvers.groups].sort(),
      separationOfDuty: approval.separationOfDuty,
    }
  );
}
