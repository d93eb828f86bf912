import { Kind, Target } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { bucketSchema, BucketSpec, planBucket } from './examplePlan';
import {
  deregistration,
  making,
  putItem,
  registration,
  removal,
} from './exampleSteps';
import { ExampleStore } from './exampleStore';

/** Looked for where no secret may be. */
export const exampleSecret = 'hunter2-do-not-store';

/**
 * The smallest kind that has all a kind can have: a bucket of objects, with an
 * item per wave, a step that must not be done twice, two template versions and
 * a change. What it makes stands in `store`.
 */
export function exampleKind(store: ExampleStore): Kind<BucketSpec> {
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
      ...(context.plan?.items ?? []).map(item => making(store, item)),
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
      restore: (context, item) => putItem(store, context, item),
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
