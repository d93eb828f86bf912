import { deploymentDeliverySchema } from '@slipway/plugin-dora-common';
import { UnresolvedDeployment } from '@slipway/plugin-dora-node';

/** A stored delivery as its source sent it, but for the commit it lacks. */
export function toUnresolved(
  payload: Record<string, unknown>,
): UnresolvedDeployment {
  const { commit, ...delivery } = deploymentDeliverySchema.parse(payload);
  return delivery;
}
