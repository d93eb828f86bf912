import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject, Plan } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Step,
  StepResult,
} from '@slipway/plugin-self-service-node';
import { TestKubernetesOfFile } from '@slipway/testing';
import { randomUUID } from 'node:crypto';
import { request } from 'node:https';
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
        await this.finish(step);
      }
    }
    return done;
  }

  private async finish(step: NamespaceStep) {
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

export type Answer = { status: number; body: any };

/** What somebody else does to the cluster, past the proxy. */
export function someoneElse(
  kubernetes: TestKubernetesOfFile,
  manager = 'kubectl-edit',
) {
  const call = (
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<Answer> => {
    const { url, ca, token } = kubernetes.cluster;
    const place = new URL(`${url}${path}`);
    if (['POST', 'PUT', 'PATCH'].includes(method)) {
      place.searchParams.set('fieldManager', manager);
    }
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': contentType,
    };
    return ask(place, { method, ca, headers }, body);
  };
  const must = async (...args: Parameters<typeof call>) => {
    const answer = await call(...args);
    if (answer.status >= 300) {
      throw new Error(`${args[0]} ${args[1]}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  return {
    call,
    get: (path: string) => must('GET', path),
    create: (path: string, body: unknown) => must('POST', path, body),
    remove: (path: string) => must('DELETE', path),
    merge: (path: string, body: unknown) =>
      must('PATCH', path, body, 'application/merge-patch+json'),
    patch: (path: string, body: unknown) =>
      must('PATCH', path, body, 'application/json-patch+json'),
  };
}

function ask(
  url: URL,
  options: { method: string; ca: string; headers: Record<string, string> },
  body: unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ...options, agent: false }, response => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', chunk => {
          text += chunk;
        })
        .once('end', () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }),
        );
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const collections: Record<string, string> = {
  ResourceQuota: 'api/v1/namespaces/NS/resourcequotas',
  LimitRange: 'api/v1/namespaces/NS/limitranges',
  ServiceAccount: 'api/v1/namespaces/NS/serviceaccounts',
  NetworkPolicy: 'apis/networking.k8s.io/v1/namespaces/NS/networkpolicies',
  RoleBinding: 'apis/rbac.authorization.k8s.io/v1/namespaces/NS/rolebindings',
};

/** Where an item of a plan is, by its key such as `ResourceQuota/compute`. */
export function pathOf(namespace: string, key: string): string {
  const [kind, name] = key.split('/');
  return kind === 'Namespace'
    ? `/api/v1/namespaces/${namespace}`
    : `/${collections[kind].replace('NS', namespace)}/${name}`;
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
