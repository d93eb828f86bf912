import { compareFields, PlanItem } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Observation,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { GitTargetParts } from './gitTargetParts';

type Known = Extract<Observation, { known: true }>;
type Applied = { conditions: Known['conditions']; activeAt?: Date };

/**
 * Whether a controller has applied the files, and what the cluster says then.
 * Where no cluster can be asked, that is said and nothing is guessed.
 */
export async function appliedCondition(
  { status }: GitTargetParts,
  options: {
    resource: DesiredResource<NamespaceSpec>;
    items: PlanItem[];
    inventory: InventoryEntry[];
    signal: AbortSignal;
  },
): Promise<Applied> {
  if (!status) {
    return unknown(
      'NoClusterToAsk',
      'This target is a Git repository. Whether a controller has applied it to a cluster cannot be known here.',
    );
  }
  const seen = await status.observe(options);
  if (!seen.known) {
    return unknown('ClusterNotReadable', seen.reason);
  }
  const open = differingFrom(options.items, seen);
  const all = options.items.length;
  return {
    conditions: [
      open.length === 0
        ? {
            type: 'Applied',
            status: 'true',
            reason: 'AsPlanned',
            message: `All ${all} objects stand in ${status.title} as planned.`,
          }
        : {
            type: 'Applied',
            status: 'false',
            reason: 'Differs',
            message: `${open.length} of ${all} objects are missing in ${
              status.title
            } or differ: ${open.map(({ key }) => key).join(', ')}.`,
          },
      ...seen.conditions,
    ],
    ...(seen.activeAt && { activeAt: seen.activeAt }),
  };
}

/** The items that a cluster does not have, or not as they are wanted. */
export function differingFrom(items: PlanItem[], seen: Known): PlanItem[] {
  const actual = new Map(seen.items.map(item => [item.key, item.actual]));
  return items.filter(item => {
    const found = actual.get(item.key) ?? null;
    return found === null || compareFields(item.desired, found).length > 0;
  });
}

function unknown(reason: string, message: string): Applied {
  return {
    conditions: [{ type: 'Applied', status: 'unknown', reason, message }],
  };
}
