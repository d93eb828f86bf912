import { isError } from '@backstage/errors';
import { PlanItem } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Observation,
  ObservedItem,
} from '@slipway/plugin-self-service-node';
import { placeOf, readObjects } from '../apply/readItems';
import { ClusterError } from '../cluster/ClusterError';
import { toStepError } from '../cluster/toStepError';
import { Live, namespaceOf } from '../context';
import {
  identityOfEntry,
  identityOfItem,
  isOurs,
  LiveObject,
} from '../objects/liveObject';
import { otherManagers } from '../objects/managedFields';
import { differences, ownView } from '../objects/ownView';
import { readActivity } from './readActivity';
import { readConditions } from './readConditions';

type Watched = {
  item: PlanItem | undefined;
  entry: InventoryEntry | undefined;
};

/**
 * Reads the objects of the plan and of the inventory as they are. A namespace
 * takes a read of it, and a list for each kind of object in it and for each
 * kind of what runs there.
 */
export async function observe(
  live: Live,
  options: {
    resource: Pick<DesiredResource, 'id' | 'paused'>;
    items: PlanItem[];
    inventory: InventoryEntry[];
    signal: AbortSignal;
  },
): Promise<Observation> {
  try {
    return await read(live, options);
  } catch (error) {
    if (!(error instanceof ClusterError)) {
      throw error;
    }
    const reason = toStepError(error, live.cluster);
    return {
      known: false,
      reason: isError(reason) ? reason.message : error.message,
    };
  }
}

async function read(
  live: Live,
  { resource, items, inventory, signal }: Parameters<typeof observe>[1],
): Promise<Observation> {
  const name = namespaceOf({ items, inventory });
  const watched = join(items, inventory);
  const [objects, activity] = await Promise.all([
    readObjects(live.store, watched.map(identityOf), signal),
    name === undefined ? undefined : readActivity(live, name, signal),
  ]);
  const find = (one: Watched) => objects.get(placeOf(identityOf(one)));
  const namespace = watched
    .filter(one => identityOf(one).kind === 'Namespace')
    .map(find)[0];
  const activeAt = namespace && activity?.at;
  return {
    known: true,
    items: watched.map(one => observeOne(one, find(one), resource)),
    conditions: namespace
      ? readConditions({
          namespace,
          quotas: watched
            .filter(one => identityOf(one).kind === 'ResourceQuota')
            .flatMap(one => find(one) ?? []),
          awake: resource.paused ? activity?.awake ?? [] : [],
        })
      : [],
    ...(activeAt && { activeAt }),
  };
}

/** Items of the plan, then what only the inventory has. */
function join(items: PlanItem[], inventory: InventoryEntry[]): Watched[] {
  const planned = new Set(items.map(({ key }) => key));
  return [
    ...items.map(item => ({
      item,
      entry: inventory.find(({ key }) => key === item.key),
    })),
    ...inventory
      .filter(({ key }) => !planned.has(key))
      .map(entry => ({ item: undefined, entry })),
  ];
}

function identityOf({ item, entry }: Watched) {
  if (item) {
    return identityOfItem(item);
  }
  if (entry) {
    return identityOfEntry(entry);
  }
  throw new Error('Neither in the plan nor in the inventory');
}

function observeOne(
  { item, entry }: Watched,
  object: LiveObject | undefined,
  resource: Pick<DesiredResource, 'id'>,
): ObservedItem {
  const key = item?.key ?? entry?.key ?? '';
  if (!object) {
    return { key, actual: null, ours: false, managers: {} };
  }
  const managers = otherManagers(object);
  const differing = item ? differences(object, item.desired) : [];
  return {
    key,
    actual: ownView(object, item?.desired),
    ours: isOurs(object, resource, entry),
    managers: {
      ...managers,
      // Also by the exact path of what differs, where somebody holds more or
      // less of it at once.
      ...Object.fromEntries(
        differing.flatMap(({ path }) => {
          const manager = findManager(managers, path);
          return manager ? [[path, manager]] : [];
        }),
      ),
    },
  };
}

function findManager(
  managers: Record<string, string>,
  path: string,
): string | undefined {
  const related = Object.keys(managers)
    .filter(held => isWithin(path, held) || isWithin(held, path))
    .sort((a, b) => b.length - a.length);
  return related.length > 0 ? managers[related[0]] : undefined;
}

function isWithin(inner: string, outer: string): boolean {
  return (
    inner === outer ||
    inner.startsWith(`${outer}.`) ||
    inner.startsWith(`${outer}[`)
  );
}
