import { PlanItem } from '@slipway/plugin-self-service-common';
import { ClusterError } from '../cluster/ClusterError';
import {
  identityOfItem,
  LiveObject,
  ObjectIdentity,
} from '../objects/liveObject';
import { ObjectStore } from '../objects/ObjectStore';

/** One text per object: what it is found by. */
export function placeOf(identity: ObjectIdentity): string {
  // A group's versions show the same objects.
  const group = identity.apiVersion.includes('/')
    ? identity.apiVersion.split('/')[0]
    : '';
  return [group, identity.kind, identity.namespace, identity.name].join('|');
}

/**
 * Reads objects in few calls: a list where a namespace has several of a kind.
 * By place; what is not there, or cannot be because the cluster has no such
 * kind, is missing.
 */
export async function readObjects(
  store: ObjectStore,
  identities: ObjectIdentity[],
  signal: AbortSignal,
): Promise<Map<string, LiveObject>> {
  const groups = new Map<string, ObjectIdentity[]>();
  identities.forEach(identity => {
    const { apiVersion, kind, namespace } = identity;
    const group = [apiVersion, kind, namespace].join('|');
    groups.set(group, [...(groups.get(group) ?? []), identity]);
  });
  const found = await Promise.all(
    [...groups.values()].map(group => readGroup(store, group, signal)),
  );
  return new Map(found.flat());
}

/** The same for items of a plan, by their keys. */
export async function readItems(
  store: ObjectStore,
  items: PlanItem[],
  signal: AbortSignal,
): Promise<Map<string, LiveObject>> {
  const objects = await readObjects(store, items.map(identityOfItem), signal);
  return new Map(
    items.flatMap((item): Array<[string, LiveObject]> => {
      const object = objects.get(placeOf(identityOfItem(item)));
      return object ? [[item.key, object]] : [];
    }),
  );
}

async function readGroup(
  store: ObjectStore,
  group: ObjectIdentity[],
  signal: AbortSignal,
): Promise<Array<[string, LiveObject]>> {
  const [first] = group;
  try {
    // Never a list of all namespaces for some of them.
    if (group.length === 1 || first.namespace === null) {
      const objects = await Promise.all(
        group.map(identity => store.get(identity, signal)),
      );
      return group.flatMap((identity, index): Array<[string, LiveObject]> => {
        const object = objects[index];
        return object ? [[placeOf(identity), object]] : [];
      });
    }
    const { apiVersion, kind, namespace } = first;
    const { items } = await store.list({ apiVersion, kind, namespace, signal });
    return items.map(item => [
      placeOf({ ...first, name: item.metadata.name }),
      item,
    ]);
  } catch (error) {
    if (error instanceof ClusterError && error.reason === 'NoSuchKind') {
      return [];
    }
    throw error;
  }
}
