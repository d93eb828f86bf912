import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Step,
  StepContext,
} from '@slipway/plugin-self-service-node';
import { createGitTarget } from '../git/createGitTarget';
import { gitTargetSchema } from '../git/settings';
import { planNamespace } from '../kind/planNamespace';
import { NamespaceSpec } from '../kind/spec';
import { defaultRenderOptions } from '../render/context';
import { NamespaceTarget } from '../targets/NamespaceTarget';
import { namespaceResource } from './resources';

const folders: string[] = [];

afterAll(async () => {
  await Promise.all(
    folders.splice(0).map(path => rm(path, { recursive: true, force: true })),
  );
});

/** A folder that is deleted after the last test of the file. */
export async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'slipway-environments-'));
  folders.push(path);
  return path;
}

export async function gitTarget(
  settings: JsonObject = {},
  status?: NamespaceTarget,
) {
  const folder = await temporaryFolder();
  const parsed = gitTargetSchema.parse({
    name: 'local',
    type: 'git',
    ...settings,
  });
  return createGitTarget({
    settings: { ...parsed, title: 'Local', environments: ['dev'] },
    dataDir: folder,
    mirrorDir: join(folder, 'mirrors'),
    baseDir: folder,
    ...(status && { status }),
    requestUrl: id => `https://portal.example/self-service/requests/${id}`,
    now: () => new Date('2026-03-02T09:30:00.000Z'),
  });
}

type Context = StepContext<NamespaceSpec>;

export function stepContext(fields: Partial<Context> = {}): Context {
  const resource = fields.resource ?? namespaceResource();
  return {
    resource,
    plan: planNamespace(resource, defaultRenderOptions),
    requestId: '0b7f9b1e-6a55-4d5c-8a83-6a2f5a7d0001',
    request: {
      action: 'create',
      reason: 'The till needs a place to be tried.',
      requestedBy: 'user:default/ana.brandt',
      planHash: 'abc',
    },
    inventory: [],
    outputs: {},
    signal: new AbortController().signal,
    now: () => new Date('2026-03-02T09:30:00.000Z'),
    log: () => undefined,
    assertLease: async () => undefined,
    ...fields,
  };
}

export function planOf(resource: DesiredResource<NamespaceSpec>) {
  return planNamespace(resource, defaultRenderOptions);
}

/** What a walk over the steps came to. */
export type Walk = {
  /** Keys of the steps whose `do` ran. */
  did: string[];
  inventory: InventoryEntry[];
  /** What the walk stopped at; undefined when it reached the end. */
  waitingFor: string | undefined;
  outputs: Record<string, JsonObject>;
};

/** Walks the steps as the reconciler does: checks first, does what is not done. */
export async function walk(
  steps: Step<NamespaceSpec>[],
  context: Context,
): Promise<Walk> {
  const inventory = new Map(context.inventory.map(entry => [entry.key, entry]));
  const result: Walk = {
    did: [],
    inventory: [],
    waitingFor: undefined,
    outputs: {},
  };
  for (const step of steps) {
    step.inventory?.forEach(entry => inventory.set(entry.key, entry));
    const checked = await step.check(context);
    const outcome = checked.done ? checked : await step.do(context);
    if (!checked.done) {
      result.did.push(step.key);
    }
    if (!outcome.done) {
      result.waitingFor = outcome.waitingFor;
      break;
    }
    outcome.inventory?.forEach(entry => inventory.set(entry.key, entry));
    outcome.removed?.forEach(key => inventory.delete(key));
    result.outputs[step.key] = outcome.output ?? {};
  }
  result.inventory = [...inventory.values()];
  return result;
}

export const apply = (target: NamespaceTarget, context: Context) =>
  walk(target.steps(context), context);

export const destroy = (target: NamespaceTarget, context: Context) => {
  const without = { ...context, plan: null };
  return walk(target.destroy(without), without);
};

export const observe = (
  target: NamespaceTarget,
  { resource, plan, inventory, signal }: Context,
) => target.observe({ resource, items: plan?.items ?? [], inventory, signal });
