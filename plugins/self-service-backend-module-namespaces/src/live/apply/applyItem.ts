import { PlanItem } from '@slipway/plugin-self-service-common';
import { InventoryEntry, StepContext } from '@slipway/plugin-self-service-node';
import { ClusterError } from '../cluster/ClusterError';
import {
  ADOPTED,
  entryFor,
  identityOfItem,
  isOurs,
  LiveObject,
  MANAGED_BY,
  RESOURCE_ID,
} from '../objects/liveObject';
import { holdsExactly } from '../objects/managedFields';
import { CONFLICT_ATTEMPTS, ObjectStore } from '../objects/ObjectStore';
import { differences } from '../objects/ownView';
import { assertAdoptable } from './adoption';

/** The parts of a step's context that applying needs, whatever the spec. */
export type ApplyContext = Pick<
  StepContext<unknown>,
  'resource' | 'inventory' | 'signal' | 'assertLease' | 'log' | 'now'
>;

/** Whether applying the item again would change nothing. */
export function isUpToDate(live: LiveObject, item: PlanItem): boolean {
  return (
    live.metadata.deletionTimestamp === undefined &&
    differences(live, item.desired).length === 0 &&
    holdsExactly(live, item.desired)
  );
}

/**
 * Makes one object what the plan has it to be, or leaves it alone when it is.
 *
 * @param options.live - as it was read; undefined when it was not there
 * @param options.differing - for adoption: what all items together differ in
 * @throws StepError when it is somebody else's; ClusterError
 */
export async function applyItem(
  store: ObjectStore,
  context: ApplyContext,
  options: {
    item: PlanItem;
    live: LiveObject | undefined;
    differing: () => Promise<string[]>;
  },
): Promise<InventoryEntry> {
  const { item } = options;
  const { signal } = context;
  const identity = identityOfItem(item);
  const known = context.inventory.find(({ key }) => key === item.key);
  let live = options.live ?? null;
  for (let attempt = 1; ; attempt += 1) {
    if (!live && identity.kind === 'Namespace') {
      live = await claimNamespace(store, context, item);
    }
    const foreign = live !== null && !isOurs(live, context.resource, known);
    if (live && foreign) {
      await assertAdoptable(context.resource, item, live, options.differing);
    }
    if (live && isUpToDate(live, item)) {
      return entryFor(item, live.metadata.uid);
    }
    try {
      if (live && foreign) {
        const since = { [ADOPTED]: context.now().toISOString() };
        await store.merge(live, identity, { annotations: since }, context);
      }
      const force = live !== null;
      const made = await store.apply(item.desired, identity, {
        force,
        by: context,
      });
      return entryFor(item, made.metadata.uid);
    } catch (error) {
      if (!isWorthAnother(error) || attempt >= CONFLICT_ATTEMPTS) {
        throw error;
      }
      if (live && isImmutable(error)) {
        await replace(store, context, { item, live, cause: error });
      }
      live = await store.get(identity, signal);
    }
  }
}

/**
 * A namespace is made by a plain create, with no more than our mark: an apply
 * would change whatever somebody else has made since we looked. Null when
 * there is one of that name now.
 */
async function claimNamespace(
  store: ObjectStore,
  context: ApplyContext,
  item: PlanItem,
): Promise<LiveObject | null> {
  const identity = identityOfItem(item);
  try {
    return await store.create(
      {
        apiVersion: identity.apiVersion,
        kind: identity.kind,
        metadata: {
          name: identity.name,
          labels: { [MANAGED_BY]: 'slipway' },
          annotations: { [RESOURCE_ID]: context.resource.id },
        },
      },
      identity,
      context,
    );
  } catch (error) {
    if (error instanceof ClusterError && error.reason === 'AlreadyExists') {
      return store.get(identity, context.signal);
    }
    throw error;
  }
}

/**
 * Fields that cannot be changed, such as the role of a binding, are put right
 * by making the object anew. Never a namespace: its contents are others'.
 */
async function replace(
  store: ObjectStore,
  context: ApplyContext,
  options: { item: PlanItem; live: LiveObject; cause: unknown },
) {
  const identity = identityOfItem(options.item);
  if (identity.kind === 'Namespace') {
    throw options.cause;
  }
  context.log(
    `${options.item.title}: a field cannot be changed, so it is made anew`,
  );
  await store.remove(identity, options.live.metadata.uid, context);
}

function isWorthAnother(error: unknown): boolean {
  return (
    isImmutable(error) ||
    // Somebody wrote between our reading and our writing.
    (error instanceof ClusterError && error.reason === 'Conflict')
  );
}

function isImmutable(error: unknown): boolean {
  return (
    error instanceof ClusterError &&
    error.status === 422 &&
    /cannot change|immutable/.test(error.message)
  );
}
