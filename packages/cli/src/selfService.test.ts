import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import selfServicePlugin from '@slipway/plugin-self-service-backend';
import namespacesModule from '@slipway/plugin-self-service-backend-module-namespaces';
import { testDatabase } from '@slipway/testing';
import { cli } from './__testUtils__/cli';

const database = testDatabase();
jest.setTimeout(60_000);

let url: string;
let folder: string;
let stop: () => Promise<void>;

const ana = 'user:default/ana.brandt';
const joel = 'user:default/joel.mensah';

const runAs = (token: string, args: string[]) =>
  cli([...args, '--url', url, '--token', token], { cwd: folder });
const run = (...args: string[]) => runAs(mockCredentials.user.token(ana), args);

const person = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: { memberOf: ['checkout'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/checkout' }],
});

const entities: Entity[] = [
  person('ana.brandt'),
  person('joel.mensah'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: 'checkout',
      title: 'Checkout',
      annotations: {
        'slipway.dev/lead': joel,
        'slipway.dev/cost-center': 'CC-1001',
      },
    },
    spec: { type: 'team', children: [] },
    relations: [ana, joel].map(targetRef => ({ type: 'hasMember', targetRef })),
  },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-cli-'));
  const backend = await startTestBackend({
    features: [
      selfServicePlugin,
      namespacesModule,
      mockServices.database.factory({ knex: await database.knex() }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example' },
          backend: { workingDirectory: folder },
          permission: {
            slipway: { platformGroups: ['group:default/platform'] },
          },
          selfService: {
            costCenters: ['CC-1001'],
            prices: {
              entries: ['cpu', 'memory', 'storage'].map(what => ({
                sku: `kubernetes.${what}`,
                title: what,
                unit: what === 'cpu' ? 'core' : 'GiB',
                unitPrice: '1.50',
                validFrom: '2026-01-01',
                source: 'the test',
              })),
            },
            quotas: [
              {
                scope: 'team',
                metric: 'namespaces',
                unit: 'namespace',
                limit: 3,
              },
            ],
          },
        },
      }),
      catalogServiceMock.factory({ entities }),
    ],
  });
  stop = () => backend.stop();
  const { port } = backend.server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

const shop = [
  ...['request', 'namespace', '--name', 'shop-dev'],
  ...['--team', 'group:default/checkout', '--environment', 'dev'],
];

async function files(): Promise<string> {
  const { stdout } = await promisify(execFile)('git', [
    ...['-C', join(folder, 'environments.git')],
    ...['ls-tree', '-r', '--name-only', 'HEAD'],
  ]);
  return stdout;
}

describe('slipway request', () => {
  it('has the flags that the kind has', async () => {
    const { stdout, code } = await run('request', 'namespace', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--tier <');
    expect(stdout).toContain('--environment <');
    expect(stdout).toContain('--wait');
    expect((await run('kinds')).stdout).toContain('namespace');
  });

  it('shows what would happen and asks for nothing', async () => {
    const { stdout, code } = await run(...shop, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('Quota namespaces of group:default/checkout');
    expect(stdout).toMatch(/^\+ .*shop-dev/m);
    expect((await run('requests', 'list', '--json')).stdout).toContain(
      '"total": 0',
    );
  });

  it('asks, waits until it is ready, and once for the same key', async () => {
    const keyed = [...shop, '--reason', 'The new shop', '--key', 'build-7'];
    const first = await run(...keyed, '--wait');
    expect(first).toMatchObject({ code: 0, stderr: expect.any(String) });
    expect(first.stdout).toContain(': done');
    expect(await files()).toContain('checkout/shop-dev/namespace.yaml');

    const again = await run(...keyed, '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ state: 'done' });
    const unkeyed = await run(...shop);
    expect(unkeyed.stderr).toMatch(/name.*shop-dev/);
    expect(unkeyed.code).toBe(2);
    const { stdout } = await run('resources', 'show', 'namespace/shop-dev');
    expect(stdout).toContain('namespace shop-dev: ready');
  });

  it.each([
    [['request', 'namespace', '--name', 'Shop'], 2, /name/],
    [['request', 'namespace', '--tear', 'large'], 2, /unknown option '--tear'/],
    [['request', 'database', '--name', 'x'], 1, /database/],
    [['request'], 2, /missing required argument 'kind'/],
    [['resources', 'show', 'namespace/none'], 1, /There is no namespace/],
    [['resources', 'show', 'none'], 2, /must be an id or kind\/name/],
    [['requests', 'refuse', 'x'], 2, /--reason is missing/],
    [
      ['request', 'namespace', '--file', 'missing.yaml'],
      2,
      /missing.yaml cannot be read/,
    ],
  ])('says what is wrong with %j', async (args, code, message) => {
    const result = await run(...args);
    expect(result.stderr).toMatch(message);
    expect(result.code).toBe(code);
  });

  it('changes, decides and destroys', async () => {
    const change = await run(
      ...['resources', 'do', 'namespace/shop-dev', 'change-tier'],
      ...['--tier', 'medium', '--wait'],
    );
    expect(change.stderr).not.toContain('failed');
    expect(change.stdout).toContain(': done');

    await writeFile(
      join(folder, 'live.yaml'),
      'name: shop-live\nteam: group:default/checkout\nenvironment: production\n',
    );
    const asked = await run(
      ...['request', 'namespace', '--file', 'live.yaml', '--json'],
      ...['--reason', 'Opening day'],
    );
    const { id, state } = JSON.parse(asked.stdout);
    expect(state).toBe('waiting-for-approval');
    const own = await run('requests', 'approve', id);
    expect(own.code).toBe(1);
    const approved = await runAs(mockCredentials.user.token(joel), [
      ...['requests', 'approve', id, '--wait'],
    ]);
    expect(approved.stderr).toContain('Plan ');
    expect(approved.stdout).toContain(': done');
    expect((await run('requests', 'show', id)).stdout).toContain(
      `approved by ${joel}`,
    );

    const destroy = await run(
      ...['resources', 'do', 'namespace/shop-dev', 'destroy'],
      ...['--confirm-name', 'shop-dev', '--wait'],
    );
    expect(destroy.stdout).toContain(': done');
    expect(await files()).not.toContain('shop-dev');
    expect(await files()).toContain('checkout/shop-live/namespace.yaml');
  });

  it('lists limits, prices and targets', async () => {
    expect((await run('quotas', 'list')).stdout).toMatch(
      /group:default\/checkout +team +all +namespaces/,
    );
    expect((await run('targets')).stdout).toContain('reachable');
    expect((await run('prices')).code).toBe(0);
  });
});
