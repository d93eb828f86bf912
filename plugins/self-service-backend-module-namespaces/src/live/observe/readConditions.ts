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
  return [
    activeCondition(options.namespace),
    ...(options.quotas.length > 0 ? [quotaCondition(options.quotas)] : []),
    ...(options.awake.length > 0 ? [awakeCondition(options.awake)] : []),
  ];
}

function activeCondition(namespace: LiveObject): Conditions[number] {
  const { name } = namespace.metadata;
  const state = readNamespaceState(namespace);
  if (state.terminating) {
    return {
      type: 'Active',
      status: 'false',
      reason: 'Terminating',
      message: `Being deleted; it waits for ${describeEnding(name, state)}`,
    };
  }
  return {
    type: 'Active',
    status: state.active ? 'true' : 'false',
    reason: state.active ? 'Active' : 'NotActive',
    message: `The namespace ${name} is ${state.active ? '' : 'not '}active`,
  };
}

function quotaCondition(quotas: LiveObject[]): Conditions[number] {
  const full = quotas.flatMap(findFull);
  return full.length > 0
    ? {
        type: 'QuotaLeft',
        status: 'false',
        reason: 'Exhausted',
        message: `Used up: ${full.join(', ')}`,
      }
    : {
        type: 'QuotaLeft',
        status: 'true',
        reason: 'Left',
        message: 'There is room in the quota',
      };
}

function awakeCondition(awake: string[]): Conditions[number] {
  return {
    type: 'Asleep',
    status: 'false',
    reason: 'StillRunning',
    message: `Running although it is paused: ${awake.join(', ')}`,
  };
}

function findFull(quota: LiveObject): string[] {
  const { hard, used } = statusSchema.parse(quota.raw).status;
  return Object.entries(hard)
    .filter(([metric, limit]) => isAtLeast(used[metric], limit))
    .map(([metric, limit]) => `${metric} ${used[metric]} of ${limit}`);
}
