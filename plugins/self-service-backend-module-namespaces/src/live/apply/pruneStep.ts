import { InventoryEntry, StepResult } from '@slipway/plugin-self-service-node';
import { atCluster } from '../cluster/toStepError';
import { Live, NamespaceContext, NamespaceStep, pending } from '../context';
import {
  identityOfEntry,
  identityOfItem,
  isOurs,
  LiveObject,
} from '../objects/liveObject';
import { placeOf, readObjects } from './readItems';

/**
 * Removes what the inventory has and the plan no longer has. Undefined when
 * there is no such thing. Never the namespace: a plan without it is a mistake.
 */
export function pruneStep(
  live: Live,
  context: NamespaceContext,
): NamespaceStep | undefined {
  const items = context.plan?.items ?? [];
  const keys = new Set(items.map(({ key }) => key));
  const surplus = context.inventory.filter(
    entry =>
      !keys.has(entry.key) && identityOfEntry(entry).kind !== 'Namespace',
  );
  if (surplus.length === 0) {
    return undefined;
  }
  const removed = surplus.map(({ key }) => key);
  const wanted = new Set(items.map(item => placeOf(identityOfItem(item))));
  return {
    key: 'prune',
    title: `Remove ${surplus.map(({ reference }) => reference).join(', ')}`,
    repeatable: true,
    check: step =>
      atCluster(live.cluster, async () => {
        const left = await findLeft(live, step, surplus, wanted);
        return left.length === 0 ? { done: true, removed } : pending;
      }),
    do: step =>
      atCluster(live.cluster, async (): Promise<StepResult> => {
        const left = await findLeft(live, step, surplus, wanted);
        for (const { entry, object } of left) {
          await live.store.remove(
            identityOfEntry(entry),
            object.metadata.uid,
            step,
          );
        }
        return { done: true, removed };
      }),
  };
}

/** Those that are there, are ours, and are not in the plan by another key. */
async function findLeft(
  live: Live,
  context: NamespaceContext,
  surplus: InventoryEntry[],
  wanted: Set<string>,
): Promise<Array<{ entry: InventoryEntry; object: LiveObject }>> {
  const found = await readObjects(
    live.store,
    surplus.map(identityOfEntry),
    context.signal,
  );
  return surplus
    .sort((a, b) => b.wave - a.wave)
    .flatMap(entry => {
      const place = placeOf(identityOfEntry(entry));
      const object = found.get(place);
      return object &&
        !wanted.has(place) &&
        !object.metadata.deletionTimestamp &&
        isOurs(object, context.resource, entry)
        ? [{ entry, object }]
        : [];
    });
}
