import { PlanItem } from '@slipway/plugin-self-service-common';
import { StepResult } from '@slipway/plugin-self-service-node';
import { Live, NamespaceContext } from '../context';
import {
  ADOPTED,
  identityOfItem,
  isOurs,
  LiveObject,
  MANAGED_BY,
  ObjectIdentity,
  RESOURCE_ID,
} from '../objects/liveObject';
import { readItems } from './readItems';

/**
 * Takes back one wave of a creation. What was there before is given back, as
 * it is now and without our marks: it holds what is others'. What was made in
 * such a namespace is removed one by one; what was made in one of our own is
 * left to the end of that.
 */
export async function takeBack(
  live: Live,
  context: NamespaceContext,
  items: PlanItem[],
): Promise<StepResult> {
  const found = await readItems(live.store, items, context.signal);
  const removed: string[] = [];
  for (const item of items) {
    const object = found.get(item.key);
    const entry = context.inventory.find(({ key }) => key === item.key);
    if (
      !object ||
      !isOurs(object, context.resource, entry) ||
      (await giveBackOrRemove(live, context, item, object))
    ) {
      removed.push(item.key);
    }
  }
  return { done: true, removed };
}

/** False when it goes with its namespace. */
async function giveBackOrRemove(
  live: Live,
  context: NamespaceContext,
  item: PlanItem,
  object: LiveObject,
): Promise<boolean> {
  const identity = identityOfItem(item);
  if (isAdopted(object)) {
    await live.store.merge(
      object,
      identity,
      {
        annotations: { [ADOPTED]: null, [RESOURCE_ID]: null },
        labels: { [MANAGED_BY]: null },
      },
      context,
    );
    context.log(`${item.title} was there before, and is left`);
    return true;
  }
  const namespace = await findNamespace(live, identity, context.signal);
  if (!namespace || !isAdopted(namespace)) {
    return false;
  }
  await live.store.remove(identity, object.metadata.uid, context);
  return true;
}

async function findNamespace(
  live: Live,
  { namespace }: ObjectIdentity,
  signal: AbortSignal,
) {
  return namespace === null
    ? null
    : live.store.get(
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          name: namespace,
          namespace: null,
        },
        signal,
      );
}

function isAdopted({ metadata }: LiveObject): boolean {
  return metadata.annotations[ADOPTED] !== undefined;
}
