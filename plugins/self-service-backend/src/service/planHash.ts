import { createHash } from 'node:crypto';
import { canonicalJson, Plan } from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';

/**
 * What an approval is bound to, as SHA-256 in hex: what is wanted, the rendered
 * plan with its template version, and the policies. When any of it changes, an
 * approval that was given before says nothing about it.
 *
 * @param plan - null for a deletion
 */
export function planHash(of: {
  action: string;
  desired: DesiredResource;
  plan: Plan | null;
  policyVersion: string;
}): string {
  return createHash('sha256').update(canonicalJson(of)).digest('hex');
}
