import { JsonObject, Plan } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  StepContext,
} from '@slipway/plugin-self-service-node';
import { RequestRow } from '../store/rows';
import { DecidedOn, describeForTarget } from './describeForTarget';
import { Pass } from './pass';

/** What is the same for all steps of one walk; the rest is as of each step. */
export type WalkOf = {
  request: RequestRow | null;
  resource: DesiredResource;
  plan: Plan | null;
  inventory: InventoryEntry[];
  outputs: Record<string, JsonObject>;
} & DecidedOn;

export function stepContext(
  pass: Pass,
  of: WalkOf,
  log: StepContext['log'] = () => undefined,
): StepContext {
  const { request } = of;
  return {
    resource: of.resource,
    plan: of.plan,
    requestId: request?.id ?? '',
    ...(request && { request: describeForTarget(request, of) }),
    inventory: [...of.inventory],
    outputs: { ...of.outputs },
    signal: pass.lease.signal,
    now: () => pass.engine.now(),
    log,
    assertLease: () => pass.lease.assert(),
  };
}
