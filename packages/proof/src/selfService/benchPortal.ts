import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestKubernetes, TestPostgres } from '@slipway/testing';
import { stringify } from 'yaml';
import { freePort } from '../freePort';

/** The invented team and people that ask; one team for a limit's sake. */
export const team = 'group:default/bench';
export const people = Array.from(
  { length: 20 },
  (_, index) => `user:default/person-${index + 1}`,
);

export type BenchPortal = {
  url: string;
  /** Answers JSON; throws what the portal said when it is not a success. */
  call<T>(method: string, path: string, body?: object): Promise<T>;
  /** Resident memory in MB. */
  memory(): Promise<number>;
  stop(): Promise<void>;
};

/** Starts a backend on a real database and a real Kubernetes API. */
export async function startBenchPortal(options: {
  folder: string;
  postgres: TestPostgres;
  kubernetes: TestKubernetes;
}): Promise<BenchPortal> {
  const port = await freePort();
  const token = randomBytes(16).toString('hex');
  const config = join(options.folder, 'config.json');
  await writeFile(join(options.folder, 'people.yaml'), entities());
  await writeFile(
    config,
    JSON.stringify(configuration({ ...options, port, token })),
  );
  const root = resolvePackagePath('@slipway/proof', '../..');
  const process_ = spawn(
    process.execPath,
    [
      '--require',
      join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'packages/proof/src/selfService/benchBackend.ts'),
      config,
    ],
    {
      env: { ...process.env, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const url = `http://127.0.0.1:${port}`;
  const portal = portalOf(url, token, process_);
  await untilReady(portal, process_);
  return portal;
}

function portalOf(
  url: string,
  token: string,
  child: ChildProcess,
): BenchPortal {
  return {
    url,
    async call<T>(method: string, path: string, body?: object): Promise<T> {
      const response = await fetch(`${url}/api/self-service${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
      });
      if (!response.ok) {
        throw new Error(
          `${method} ${path}: ${response.status} ${await response.text()}`,
        );
      }
      return response.json();
    },
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
    },
    async stop() {
      if (child.exitCode === null) {
        const stopped = once(child, 'exit');
        child.kill('SIGTERM');
        await stopped;
      }
    },
  };
}

async function untilReady(
  portal: BenchPortal,
  child: ChildProcess,
): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) {
      throw new Error('The backend ended before it was ready');
    }
    const context = await portal
      .call<{ teams: Array<{ ref: string }> }>('GET', '/context')
      .catch(() => undefined);
    if (context?.teams.some(({ ref }) => ref === team)) {
      return;
    }
    await sleep(250);
  }
}

function configuration(options: {
  folder: string;
  postgres: TestPostgres;
  kubernetes: TestKubernetes;
  port: number;
  token: string;
}) {
  const { folder, port, token, kubernetes, postgres } = options;
  const url = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      workingDirectory: folder,
      database: {
        client: 'pg',
        pluginDivisionMode: 'schema',
        connection: postgres.url,
      },
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'bench' } },
        ],
      },
    },
    permission: { slipway: { platformGroups: [team] } },
    catalog: {
      locations: [
        {
          type: 'file',
          target: join(folder, 'people.yaml'),
          rules: [{ allow: ['Group', 'User'] }],
        },
      ],
    },
    selfService: {
      costCenters: ['CC-1'],
      environments: { dev: { class: 'development' } },
      policies: { disabled: ['maximum-ttl'] },
      quotas: [
        {
          scope: 'team',
          metric: 'namespaces',
          unit: 'namespace',
          limit: 100_000,
        },
      ],
      prices: {
        entries: ['cpu', 'memory', 'storage'].map(what => ({
          sku: `kubernetes.${what}`,
          title: what,
          unit: what === 'cpu' ? 'core' : 'GiB',
          unitPrice: '0.10',
          validFrom: '2026-01-01',
          source: 'the benchmark',
        })),
      },
      namespaces: {
        targets: [
          {
            type: 'live',
            name: 'cluster',
            cluster: { type: 'kubeconfig', path: kubernetes.kubeconfig },
          },
        ],
      },
    },
  };
}

function entities(): string {
  const group = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: 'bench',
      annotations: { 'slipway.dev/cost-center': 'CC-1' },
    },
    spec: { type: 'team', children: [] },
  };
  const users = people.map(ref => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: ref.split('/')[1] },
    spec: { memberOf: ['bench'] },
  }));
  return [group, ...users].map(entity => stringify(entity)).join('---\n');
}
