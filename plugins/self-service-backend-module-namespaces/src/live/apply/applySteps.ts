import { PlanItem } from '@slipway/plugin-self-service-common';
import { InventoryEntry, StepResult } from '@slipway/plugin-self-service-node';
import { isNamespaceGone } from '../cluster/ClusterError';
import { atCluster } from '../cluster/toStepError';
import {
  Live,
  LOOK_AGAIN_MS,
  NamespaceContext,
  namespaceIn,
  NamespaceStep,
  pending,
} from '../context';
import { entryFor, LiveObject } from '../objects/liveObject';
import { describeDifferences } from './adoption';
import { applyItem, isUpToDate } from './applyItem';
import { describeEnding, readNamespaceState } from './namespaceState';
import { readItems } from './readItems';
import { takeBack } from './takeBack';

/** A step for each wave of the plan, in ascending order. */
export function applySteps(
  live: Live,
  context: NamespaceContext,
): NamespaceStep[] {
  return wavesOf(context).map(items => applyStep(live, items[0].wave, items));
}

function applyStep(live: Live, wave: number, items: PlanItem[]): NamespaceStep {
  return {
    key: `apply-${wave}`,
    title: `Apply ${listTypes(items)}`,
    repeatable: true,
    inventory: items.map(item => entryFor(item)),
    check: context =>
      atCluster(live.cluster, async () => {
        const found = await readItems(live.store, items, context.signal);
        const inventory = items.flatMap(item => {
          const object = found.get(item.key);
          return object && isUpToDate(object, item)
            ? [entryFor(item, object.metadata.uid)]
            : [];
        });
        return inventory.length === items.length
          ? { done: true, inventory }
          : pending;
      }),
    do: context =>
      atCluster(live.cluster, async () => {
        try {
          return await applyWave(live, context, items);
        } catch (error) {
          if (!isNamespaceGone(error)) {
            throw error;
          }
          return makeAnew(live, context, wave);
        }
      }),
    undo: context =>
      atCluster(live.cluster, () => takeBack(live, context, items)),
  };
}

/**
 * All waves up to one again: somebody deleted the namespace after steps that
 * are done, and nobody goes back to those.
 */
export async function makeAnew(
  live: Live,
  context: NamespaceContext,
  upTo = Infinity,
): Promise<StepResult> {
  context.log('The namespace was deleted meanwhile, and is made anew');
  const inventory: InventoryEntry[] = [];
  for (const items of wavesOf(context, upTo)) {
    const result = await applyWave(live, context, items);
    if (!result.done) {
      return result;
    }
    inventory.push(...(result.inventory ?? []));
  }
  return { done: true, inventory };
}

function wavesOf({ plan }: NamespaceContext, upTo = Infinity): PlanItem[][] {
  const items = (plan?.items ?? []).filter(({ wave }) => wave <= upTo);
  return [...new Set(items.map(({ wave }) => wave))]
    .sort((a, b) => a - b)
    .map(wave => items.filter(item => item.wave === wave));
}

async function applyWave(
  live: Live,
  context: NamespaceContext,
  items: PlanItem[],
): Promise<StepResult> {
  const { store } = live;
  const found = await readItems(store, items, context.signal);
  const waiting = findEnding(context, found);
  if (waiting) {
    return waiting;
  }
  const differing = async () => {
    const all = context.plan?.items ?? [];
    return describeDifferences(
      all,
      await readItems(store, all, context.signal),
    );
  };
  const outcomes = await Promise.allSettled(
    items.map(item =>
      applyItem(store, context, { item, live: found.get(item.key), differing }),
    ),
  );
  const failure = outcomes.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') {
    throw failure.reason;
  }
  return {
    done: true,
    inventory: outcomes.flatMap(outcome =>
      outcome.status === 'fulfilled' ? [outcome.value] : [],
    ),
  };
}

/** Nothing can be made in a namespace that is being deleted. */
function findEnding(
  context: NamespaceContext,
  found: Map<string, LiveObject>,
): StepResult | undefined {
  const name = namespaceIn(context);
  const namespace = [...found.values()].find(
    ({ metadata }) =>
      metadata.namespace === undefined && metadata.name === name,
  );
  if (!namespace) {
    return undefined;
  }
  const state = readNamespaceState(namespace);
  if (!state.terminating) {
    return undefined;
  }
  return {
    done: false,
    waitingFor: `${describeEnding(name, state)}, before it can be made anew`,
    retryAfterMs: LOOK_AGAIN_MS,
  };
}

function listTypes(items: PlanItem[]): string {
  const counts = new Map<string, number>();
  items.forEach(({ type }) => counts.set(type, (counts.get(type) ?? 0) + 1));
  return [...counts]
    .map(([type, count]) => (count > 1 ? `${count} × ${type}` : type))
    .join(', ');
}
