import { canonicalJson, PlanItem } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Step,
  StepContext,
  StepError,
  StepResult,
} from '@slipway/plugin-self-service-node';
import { BucketSpec } from './examplePlan';
import { ExampleStore, StoredItem } from './exampleStore';

/** The step that makes one item as it is planned. */
export function making(store: ExampleStore, item: PlanItem): Step<BucketSpec> {
  return {
    key: `put:${item.key}`,
    title: `Make ${item.title}`,
    repeatable: true,
    async check({ resource }) {
      const found = await store.read(resource.name, item.key);
      return found?.owner === resource.id && fits(item, found)
        ? { done: true, inventory: [entryOf(item, resource.name)] }
        : { done: false, waitingFor: `${item.title} is not as planned` };
    },
    do: async context => ({
      done: true,
      inventory: [await putItem(store, context, item)],
    }),
    undo: context => remove(store, context, item.key),
  };
}

/** Makes one item as it is planned, also where it was changed. */
export async function putItem(
  store: ExampleStore,
  context: StepContext<BucketSpec>,
  item: PlanItem,
): Promise<InventoryEntry> {
  const { resource } = context;
  const found = await store.read(resource.name, item.key);
  assertAdoptable(resource, item, found);
  await context.assertLease();
  await store.put(resource.name, item.key, item.desired, resource.id);
  return entryOf(item, resource.name);
}

function entryOf(item: PlanItem, bucket: string): InventoryEntry {
  return {
    key: item.key,
    type: item.type,
    reference: `${item.type} ${bucket}/${item.key}`,
    wave: item.wave,
    identity: { bucket },
  };
}

/** The one step that must not be done twice. */
export function registration(store: ExampleStore): Step<BucketSpec> {
  return {
    key: 'register',
    title: 'Register it',
    repeatable: false,
    check: async ({ resource }) =>
      store.ledger.some(line => line.resourceId === resource.id)
        ? { done: true, output: { registered: true } }
        : { done: false, waitingFor: 'It is not registered' },
    async do(context) {
      await context.assertLease();
      await store.register(context.resource.id, context.requestId);
      context.log(`Registered ${context.resource.name}`);
      return { done: true, output: { registered: true } };
    },
    undo: async ({ resource }) => {
      await store.unregister(resource.id);
      return { done: true };
    },
  };
}

export function deregistration(store: ExampleStore): Step<BucketSpec> {
  return {
    key: 'unregister',
    title: 'Take it off the register',
    repeatable: true,
    check: async ({ resource }) =>
      store.ledger.some(line => line.resourceId === resource.id)
        ? { done: false, waitingFor: 'It is still registered' }
        : { done: true },
    do: async ({ resource }) => {
      await store.unregister(resource.id);
      return { done: true };
    },
  };
}

export function removal(store: ExampleStore, key: string): Step<BucketSpec> {
  return {
    key: `remove:${key}`,
    title: `Remove ${key}`,
    repeatable: true,
    check: async ({ resource }) => {
      const found = await store.read(resource.name, key);
      return found?.owner === resource.id
        ? { done: false, waitingFor: `${key} is still there` }
        : { done: true, removed: [key] };
    },
    do: context => remove(store, context, key),
  };
}

async function remove(
  store: ExampleStore,
  context: StepContext<BucketSpec>,
  key: string,
): Promise<StepResult> {
  const { name, id } = context.resource;
  const found = await store.read(name, key);
  if (found?.owner === id) {
    await context.assertLease();
    await store.remove(name, key);
  }
  const left = await store.read(name, key);
  return left?.owner === id
    ? { done: false, waitingFor: `${left.finalizer} to let ${key} go` }
    : { done: true, removed: [key] };
}

function fits(item: PlanItem, found: StoredItem): boolean {
  return Object.entries(item.desired).every(
    ([field, value]) =>
      canonicalJson(found.fields[field]) === canonicalJson(value),
  );
}

function assertAdoptable(
  resource: DesiredResource<BucketSpec>,
  item: PlanItem,
  found: StoredItem | undefined,
) {
  if (!found || found.owner === resource.id || resource.adoption === 'always') {
    return;
  }
  if (resource.adoption === 'if-identical' && fits(item, found)) {
    return;
  }
  throw new StepError(`${item.key} of ${resource.name} is somebody else's`, {
    remedy: 'Choose another name, or ask with adoption "always".',
    permanent: true,
  });
}
