import { createHash } from 'node:crypto';
import {
  ApprovalNeed,
  canonicalJson,
  CostEstimate,
  Plan,
} from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';

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
    cost: cost && { currency: cost.currency, amount: cost.amount },
    approval: approval && {
      leads: approval.approvers.leads,
      groups: [...approval.approvers.groups].sort(),
      separationOfDuty: approval.separationOfDuty,
    },
  };
  return createHash('sha256').update(canonicalJson(bound)).digest('hex');
}
