import {
  canonicalJson,
  JsonObject,
  Plan,
  PlanItem,
} from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Kind,
  Step,
  StepContext,
  StepError,
  StepResult,
  Target,
} from '@slipway/plugin-self-service-node';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ExampleStore, StoredItem } from './exampleStore';

export const bucketSchema = z.strictObject({
  size: z.enum(['small', 'medium', 'large']).default('small'),
  public: z.boolean().default(false),
  keepDays: z.number().int().min(1).max(365).default(30),
});

export type BucketSpec = z.output<typeof bucketSchema>;

/** Looked for where no secret may be. */
export const exampleSecret = 'hunter2-do-not-store';

/** GiB by size. */
const sizes: Record<BucketSpec['size'], number> = {
  small: 10,
  medium: 50,
  large: 200,
};

function planBucket(resource: DesiredResource<BucketSpec>): Plan {
  if (!['1', '2'].includes(resource.templateVersion)) {
    throw new InputError(
      `Buckets have no template version '${resource.templateVersion}'; use 1 or 2`,
    );
  }
  const { spec, paused } = resource;
  const lifecycle: PlanItem = {
    key: 'Lifecycle/objects',
    type: 'Lifecycle',
    title: 'Removal of old objects',
    wave: 1,
    desired: { keepDays: spec.keepDays },
  };
  return {
    templateVersion: resource.templateVersion,
    items: [
      {
        key: 'Bucket/main',
        type: 'Bucket',
        title: resource.name,
        wave: 0,
        desired: {
          capacity: sizes[spec.size],
          paused,
          team: resource.team,
        },
      },
      {
        key: 'Policy/access',
        type: 'Policy',
        title: 'Who may read',
        wave: 1,
        desired: { public: spec.public },
      },
      ...(resource.templateVersion === '2' ? [lifecycle] : []),
    ],
    usage: [
      { metric: 'buckets', unit: 'bucket', quantity: 1 },
      ...(paused
        ? []
        : [{ metric: 'storage', unit: 'GiB', quantity: sizes[spec.size] }]),
    ],
    demands: [
      {
        sku: 'example.storage',
        title: 'Storage',
        unit: 'GiB',
        quantity: paused ? 0 : sizes[spec.size],
      },
    ],
    notes: spec.public ? ['Everyone can read its objects.'] : [],
  };
}

/**
 * The smallest kind that has all a kind can have: a bucket of objects, with an
 * item per wave, a step that must not be done twice, two template versions and
 * a change. What it makes stands in `store`.
 */
export function exampleKind(store: ExampleStore): Kind<BucketSpec> {
  const entry = (item: PlanItem, bucket: string): InventoryEntry => ({
    key: item.key,
    type: item.type,
    reference: `${item.type} ${bucket}/${item.key}`,
    wave: item.wave,
    identity: { bucket },
  });
  const put = async (context: StepContext<BucketSpec>, item: PlanItem) => {
    const { resource } = context;
    const found = await store.read(resource.name, item.key);
    assertAdoptable(resource, item, found);
    await context.assertLease();
    await store.put(resource.name, item.key, item.desired, resource.id);
    return entry(item, resource.name);
  };
  return {
    id: 'bucket',
    title: 'Bucket',
    description: 'A place for objects, for the tests.',
    schema: bucketSchema,
    fields: {
      size: { label: 'Size', help: 'How much fits in.' },
      keepDays: { label: 'Keep for (days)' },
    },
    templateVersions: [
      { version: '2', summary: 'Old objects are removed.' },
      { version: '1', summary: 'The first one.' },
    ],
    checkName: name =>
      /^[a-z][a-z0-9-]{2,40}$/.test(name)
        ? undefined
        : 'must be 3 to 41 lower-case letters, digits and dashes that begin with a letter',
    plan: planBucket,
    facts: resource => [{ label: 'Size', value: resource.spec.size }],
    derive: resource => [
      { label: 'Address', value: `https://${resource.name}.objects.example` },
    ],
    steps: context => [
      ...(context.plan?.items ?? []).map(
        (item): Step<BucketSpec> => ({
          key: `put:${item.key}`,
          title: `Make ${item.title}`,
          repeatable: true,
          async check({ resource }) {
            const found = await store.read(resource.name, item.key);
            return found?.owner === resource.id && fits(item, found)
              ? { done: true, inventory: [entry(item, resource.name)] }
              : { done: false, waitingFor: `${item.title} is not as planned` };
          },
          do: async inner => ({
            done: true,
            inventory: [await put(inner, item)],
          }),
          undo: inner => remove(store, inner, item.key),
        }),
      ),
      ...context.inventory
        .filter(({ key }) => !context.plan?.items.some(i => i.key === key))
        .map(({ key }) => removal(store, key)),
      registration(store),
    ],
    destroy: context => [
      ...[...context.inventory]
        .sort((a, b) => b.wave - a.wave)
        .map(({ key }) => removal(store, key)),
      deregistration(store),
    ],
    async observe({ resource, plan, inventory }) {
      const keys = new Set([...plan.items, ...inventory].map(item => item.key));
      const items = await Promise.all(
        [...keys].map(async key => {
          const found = await store.read(resource.name, key);
          return {
            key,
            actual: found?.fields ?? null,
            ours: found?.owner === resource.id,
            managers: found?.managers ?? {},
          };
        }),
      );
      const there = items.some(({ actual }) => actual !== null);
      return {
        known: true,
        items,
        conditions: [
          {
            type: 'Available',
            status: there ? 'true' : 'false',
            reason: there ? 'Found' : 'Missing',
            message: there ? 'It is there.' : 'It is not there.',
          },
        ],
      };
    },
    async findBlockers({ resource, inventory }) {
      const found = await Promise.all(
        inventory.map(async ({ key }) => ({
          object: `${resource.name}/${key}`,
          finalizer: (await store.read(resource.name, key))?.finalizer ?? null,
        })),
      );
      return found
        .filter(({ finalizer }) => finalizer !== null)
        .map(blocker => ({
          ...blocker,
          message: `${blocker.finalizer} has not let it go yet.`,
        }));
    },
    drift: {
      default: 'enforce',
      rules: [
        { type: 'Policy', path: 'public', mode: 'report' },
        { type: 'Lifecycle', path: 'keepDays', mode: 'ignore' },
      ],
      restore: put,
    },
    pausable: true,
    adoptable: true,
    cloneSpec: ({ spec }) => ({ ...spec, public: false }),
    actions: [
      {
        id: 'change-size',
        type: 'change',
        title: 'Change size',
        description: 'Makes it larger or smaller; what is in it stays.',
        states: ['ready', 'drifted'],
        schema: z.strictObject({ size: bucketSchema.shape.size.unwrap() }),
        fields: { size: { label: 'Size' } },
        change: (resource, input) => ({
          spec: bucketSchema.parse({ ...resource.spec, ...input }),
        }),
      },
      {
        id: 'access-key',
        type: 'issue',
        title: 'Get an access key',
        description: 'A key for an hour, shown once.',
        states: ['ready', 'drifted', 'expiring'],
        schema: z.strictObject({}),
        issue: async ({ resource }) => ({
          title: 'Access key',
          content: `${exampleSecret}-${resource.name}`,
          fileName: 'key.txt',
          expiresAt: '2030-01-01T00:00:00.000Z',
          help: 'Keep it where nobody else reads.',
        }),
      },
    ],
  };
}

export function exampleTarget(
  name = 'store',
  environments = ['production', 'staging', 'dev', 'preview'],
): Target {
  return {
    name,
    title: `Example store ${name}`,
    type: 'git',
    kinds: ['bucket'],
    environments,
    checkHealth: async () => ({
      health: 'reachable',
      message: 'Answers.',
      version: '1',
      lastEventAt: null,
    }),
  };
}

/** The one step that must not be done twice. */
function registration(store: ExampleStore): Step<BucketSpec> {
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

function deregistration(store: ExampleStore): Step<BucketSpec> {
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

function removal(store: ExampleStore, key: string): Step<BucketSpec> {
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

/** A specification as a form would send it. */
export function bucketSpec(fields: Partial<BucketSpec> = {}): JsonObject {
  return bucketSchema.parse(fields);
}
