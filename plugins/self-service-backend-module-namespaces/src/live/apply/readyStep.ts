import { PlanItem } from '@slipway/plugin-self-service-common';
import { StepResult } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { atCluster } from '../cluster/toStepError';
import { Live, NamespaceContext, namespaceIn, NamespaceStep } from '../context';
import { identityOfItem, LiveObject } from '../objects/liveObject';
import { isSameQuantity } from '../objects/quantity';
import { makeAnew } from './applySteps';
import { describeEnding, readNamespaceState } from './namespaceState';
import { readItems } from './readItems';

/** Without controllers nobody counts the quota, and it works all the same. */
const COUNTED_WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 200;

const quantities = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .default({});
const quotaSchema = z.looseObject({
  spec: z.looseObject({ hard: quantities }).prefault({}),
  status: z.looseObject({ hard: quantities }).prefault({}),
});

/** Waits until the namespace is active and its quota is counted. */
export function readyStep(live: Live, items: PlanItem[]): NamespaceStep {
  const relevant = items.filter(item =>
    ['Namespace', 'ResourceQuota'].includes(identityOfItem(item).kind),
  );
  const look = async (context: NamespaceContext) => {
    const found = await readItems(live.store, relevant, context.signal);
    return [...found.values()];
  };
  return {
    key: 'ready',
    title: 'Wait until it is ready',
    repeatable: true,
    check: context =>
      atCluster(live.cluster, async () => judge(context, await look(context))),
    do: context =>
      atCluster(live.cluster, async () => {
        const found = await look(context);
        if (found.some(isNamespace)) {
          return judge(context, found);
        }
        const made = await makeAnew(live, context);
        if (!made.done) {
          return made;
        }
        const result = judge(context, await look(context));
        return result.done ? { ...result, inventory: made.inventory } : result;
      }),
  };
}

function judge(context: NamespaceContext, found: LiveObject[]): StepResult {
  const name = namespaceIn(context);
  const namespace = found.find(isNamespace);
  if (!namespace) {
    return wait(`the namespace ${name} to appear`);
  }
  const state = readNamespaceState(namespace);
  if (!state.active) {
    return wait(
      state.terminating
        ? describeEnding(name, state)
        : `the namespace ${name} to become active`,
    );
  }
  const uncounted = found.filter(
    object => object.metadata.namespace && !isCounted(object),
  );
  if (uncounted.some(object => ageOf(object, context) < COUNTED_WITHIN_MS)) {
    return wait('the quota to be counted');
  }
  if (uncounted.length > 0) {
    context.log(
      'The cluster has not counted the quota yet; it is in force all the same',
    );
  }
  return {
    done: true,
    output: { namespace: name, uid: namespace.metadata.uid },
  };
}

function isNamespace({ metadata }: LiveObject): boolean {
  return metadata.namespace === undefined;
}

function isCounted(object: LiveObject): boolean {
  const { spec, status } = quotaSchema.parse(object.raw);
  return Object.entries(spec.hard).every(([key, value]) =>
    isSameQuantity(status.hard[key], value),
  );
}

/** Milliseconds since we last wrote it. */
function ageOf(object: LiveObject, context: NamespaceContext): number {
  const times = object.metadata.managedFields
    .filter(({ operation }) => operation === 'Apply')
    .map(({ time }) => Date.parse(time ?? ''))
    .filter(Number.isFinite);
  const written = Math.max(
    Date.parse(object.metadata.creationTimestamp),
    ...times,
  );
  return context.now().getTime() - written;
}

function wait(waitingFor: string): StepResult {
  return { done: false, waitingFor, retryAfterMs: LOOK_AGAIN_MS };
}
