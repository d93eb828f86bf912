import { JsonObject, Plan } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  StepContext,
} from '@slipway/plugin-self-service-node';
import { RequestRow, StepRow } from '../store/rows';
import { clean } from './describeFailure';
import { DecidedOn, describeForTarget } from './describeForTarget';
import { Pass } from './pass';

/** A line is for a person on a page; a flood of them helps nobody. */
const mostLines = 100;
const longestLine = 500;

export type StepLog = StepRow['log'];

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
  log: StepLog = [],
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
    log(text) {
      log.push({
        at: pass.engine.now().toISOString(),
        text: clean(text).slice(0, longestLine),
      });
      log.splice(0, log.length - mostLines);
    },
    assertLease: () => pass.lease.assert(),
  };
}
