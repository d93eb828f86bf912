import { Observation } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { describeEnding, readNamespaceState } from '../apply/namespaceState';
import { LiveObject } from '../objects/liveObject';
import { isAtLeast } from '../objects/quantity';

type Conditions = Extract<Observation, { known: true }>['conditions'];

const quantities = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .default({});
const statusSchema = z.looseObject({
  status: z.looseObject({ hard: quantities, used: quantities }).prefault({}),
});

/** What the page says about the namespace as it is. */
export function readConditions(options: {
  namespace: LiveObject;
  quotas: LiveObject[];
  /** What runs although the resource is paused. */
  awake: string[];
}): Conditions {
  const { name } = options.namespace.metadata;
  const state = readNamespaceState(options.namespace);
  const full = options.quotas.flatMap(findFull);
  return [
    state.terminating
      ? {
          type: 'Active',
          status: 'false',
          reason: 'Terminating',
          message: `Being deleted; it waits for ${describeEnding(name, state)}`,
        }
      : {
          type: 'Active',
          status: state.active ? 'true' : 'false',
          reason: state.active ? 'Active' : 'NotActive',
          message: state.active
            ? `The namespace ${name} is active`
            : `The namespace ${name} is not active`,
        },
    ...(options.quotas.length > 0
      ? [
          {
            type: 'QuotaLeft',
            status: full.length > 0 ? ('false' as const) : ('true' as const),
            reason: full.length > 0 ? 'Exhausted' : 'Left',
            message:
              full.length > 0
                ? `Used up: ${full.join(', ')}`
                : 'There is room in the quota',
          },
        ]
      : []),
    ...(options.awake.length > 0
      ? [
          {
            type: 'Asleep',
            status: 'false' as const,
            reason: 'StillRunning',
            message: `Running although it is paused: ${options.awake.join(
              ', ',
            )}`,
          },
        ]
      : []),
  ];
}

function findFull(quota: LiveObject): string[] {
  const { hard, used } = statusSchema.parse(quota.raw).status;
  return Object.entries(hard)
    .filter(([metric, limit]) => isAtLeast(used[metric], limit))
    .map(([metric, limit]) => `${metric} ${used[metric]} of ${limit}`);
}
