import { mockServices } from '@backstage/backend-test-utils';
import {
  compareFields,
  JsonObject,
  Plan,
} from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Step,
  StepResult,
} from '@slipway/plugin-self-service-node';
import { TestKubernetesOfFile } from '@slipway/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { namespaceResource } from '../../__testUtils__/resources';
import { planNamespace } from '../../kind/planNamespace';
import { NamespaceSpec } from '../../kind/spec';
import { defaultRenderOptions } from '../../render/context';
import { NamespaceTarget } from '../../targets/NamespaceTarget';
import { NamespaceContext, NamespaceStep } from '../context';
import { createLiveTarget } from '../createLiveTarget';
import { liveTargetSchema } from '../settings';
import { WatchTiming } from '../watch/KindWatcher';
import { pathOf, someoneElse } from './someoneElse';

let counter = 0;

/** A name that no other test of this file has. */
export function uniqueName(): string {
  counter += 1;
  return `checkout-${counter}-${randomUUID().slice(0, 6)}`;
}

/** The target under test, through the proxy. */
export function liveTarget(
  kubernetes: TestKubernetesOfFile,
  options: {
    token?: string;
    direct?: boolean;
    requestTimeout?: string;
    watchTiming?: Partial<WatchTiming>;
    logger?: ReturnType<typeof mockServices.logger.mock>;
  } = {},
): NamespaceTarget {
  const { cluster, proxy } = kubernetes;
  const settings = liveTargetSchema.parse({
    type: 'live',
    name: 'test',
    cluster: {
      type: 'service-account',
      url: options.direct ? cluster.url : proxy.url,
      ca: cluster.ca,
      token: options.token ?? cluster.token,
    },
    ...(options.requestTimeout && { requestTimeout: options.requestTimeout }),
  });
  return createLiveTarget(
    { ...settings, title: 'Test cluster', environments: ['dev'] },
    {
      logger: options.logger ?? mockServices.logger.mock(),
      watchTiming: options.watchTiming,
    },
  );
}

/** One namespace as the engine would drive it: steps, journal, inventory. */
export class LiveNamespace {
  inventory: InventoryEntry[] = [];
  outputs: Record<string, JsonObject> = {};
  readonly logged: string[] = [];
  /** Aborted when the process that works on it is to end. */
  signal: AbortSignal | undefined;
  /** Throws when another has taken over. */
  assertLease = async (): Promise<void> => undefined;
  resource: DesiredResource<NamespaceSpec>;
  /** What is carried out. */
  request: NamespaceContext['request'];

  constructor(
    private readonly target: NamespaceTarget,
    fields: Parameters<typeof namespaceResource>[0] = {},
  ) {
    this.resource = namespaceResource({
      id: randomUUID(),
      name: uniqueName(),
      target: 'test',
      ...fields,
    });
  }

  get name(): string {
    return this.resource.name;
  }

  get plan(): Plan {
    return planNamespace(this.resource, defaultRenderOptions);
  }

  item(key: string) {
    const found = this.plan.items.find(item => item.key.startsWith(key));
    if (!found) {
      throw new Error(`The plan has no ${key}`);
    }
    return found;
  }

  context(): NamespaceContext {
    return {
      resource: this.resource,
      plan: this.plan,
      requestId: 'request-1',
      request: this.request,
      inventory: this.inventory,
      outputs: this.outputs,
      signal: this.signal ?? AbortSignal.timeout(60_000),
      now: () => new Date(),
      log: text => this.logged.push(text),
      assertLease: () => this.assertLease(),
    };
  }

  /** All steps to the plan; the keys of those that had something to do. */
  async apply(): Promise<string[]> {
    return this.run(this.target.steps(this.context()));
  }

  async destroy(): Promise<string[]> {
    return this.run(this.target.destroy({ ...this.context(), plan: null }));
  }

  /** What the engine does when a creation is cancelled: undo, then destroy. */
  async cancel(): Promise<void> {
    for (const step of this.target.steps(this.context()).reverse()) {
      const result = await step.undo?.({ ...this.context(), plan: null });
      this.record(step, result ?? { done: true });
    }
    await this.destroy();
  }

  /** One look at a step, without waiting. */
  async once(step: NamespaceStep): Promise<StepResult> {
    const checked = await step.check(this.context());
    const result = checked.done ? checked : await step.do(this.context());
    this.record(step, result);
    return result;
  }

  async observe() {
    const observation = await this.target.observe({
      resource: this.resource,
      items: this.plan.items,
      inventory: this.inventory,
      signal: AbortSignal.timeout(30_000),
    });
    if (!observation.known) {
      throw new Error(observation.reason);
    }
    return observation;
  }

  async restore(key: string): Promise<void> {
    const entry = await this.target.restore(this.context(), this.item(key));
    this.inventory = [
      ...this.inventory.filter(other => other.key !== entry.key),
      entry,
    ];
  }

  private async run(steps: NamespaceStep[]): Promise<string[]> {
    const done: string[] = [];
    for (const step of steps) {
      const checked = await step.check(this.context());
      if (checked.done) {
        this.record(step, checked);
      } else {
        done.push(step.key);
        await this.until(step);
      }
    }
    return done;
  }

  /** Looks at a step until it is done. */
  async until(step: NamespaceStep): Promise<void> {
    // Like the engine: what it may leave behind is written down before.
    const known = new Set(this.inventory.map(({ key }) => key));
    this.inventory.push(
      ...(step.inventory ?? []).filter(({ key }) => !known.has(key)),
    );
    for (let count = 0; count < 300; count += 1) {
      const result = await this.once(step);
      if (result.done) {
        return;
      }
      await sleep(Math.min(result.retryAfterMs ?? 100, 200));
    }
    throw new Error(`${step.title} does not end`);
  }

  private record(step: Step<NamespaceSpec>, result: StepResult) {
    if (!result.done) {
      return;
    }
    if (result.output) {
      this.outputs[step.key] = result.output;
    }
    const added = result.inventory ?? [];
    const replaced = new Set([
      ...added.map(({ key }) => key),
      ...(result.removed ?? []),
    ]);
    this.inventory = [
      ...this.inventory.filter(({ key }) => !replaced.has(key)),
      ...added,
    ];
  }
}

/** One that stands in the cluster, as its plan has it. */
export async function createdNamespace(
  kubernetes: TestKubernetesOfFile,
  fields?: ConstructorParameters<typeof LiveNamespace>[1],
): Promise<LiveNamespace> {
  const namespace = new LiveNamespace(liveTarget(kubernetes), fields);
  await namespace.apply();
  return namespace;
}

/** What the engine would find, by item. */
export async function driftOf(namespace: LiveNamespace) {
  const { items } = await namespace.observe();
  return items.flatMap(({ key, actual, managers }) =>
    compareFields(namespace.item(key).desired, actual).map(({ path }) => ({
      key,
      path,
      manager: managers[path],
    })),
  );
}

/** The version of each object of a plan: none changes without a write. */
export async function versions(
  kubernetes: TestKubernetesOfFile,
  { name, plan }: LiveNamespace,
): Promise<Record<string, string>> {
  const cluster = someoneElse(kubernetes);
  const found: Record<string, string> = {};
  for (const { key } of plan.items) {
    const { metadata } = await cluster.get(pathOf(name, key));
    found[key] = metadata.resourceVersion;
  }
  return found;
}
