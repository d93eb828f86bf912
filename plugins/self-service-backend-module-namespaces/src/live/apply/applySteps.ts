import { PlanItem } from '@slipway/plugin-self-service-common';
import { StepResult } from '@slipway/plugin-self-service-node';
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
  const items = context.plan?.items ?? [];
  const waves = [...new Set(items.map(({ wave }) => wave))].sort(
    (a, b) => a - b,
  );
  return waves.map(wave =>
    applyStep(
      live,
      wave,
      items.filter(item => item.wave === wave),
    ),
  );
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
      atCluster(live.cluster, () => applyWave(live, context, items)),
    undo: context =>
      atCluster(live.cluster, () => takeBack(live, context, items)),
  };
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
