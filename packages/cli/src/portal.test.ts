import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import doraPlugin from '@slipway/plugin-dora-backend';
import { testDatabase, testGitRepository } from '@slipway/testing';
import { cli } from './__testUtils__/cli';

const database = testDatabase();

const at = (hour: number) =>
  new Date(Date.UTC(2024, 5, 10) + hour * 3_600_000).toISOString();

let url: string;
let folder: string;
let stop: () => Promise<void>;

const run = (...args: string[]) =>
  cli([...args, '--url', url, '--token', mockCredentials.user.token()], {
    env: { XDG_CACHE_HOME: folder },
    cwd: folder,
  });

const till = 'component:default/till';
const june = ['--from', '2024-06-01', '--to', '2024-07-01'];

/** v1, v2 with a change two hours old, v1 again: one failure, one rollback. */
async function buildRecord() {
  const service = await testGitRepository();
  await service.commit({ at: at(0) });
  await service.tag('v1');
  await service.commit({ at: at(8), message: 'Fix \u001b[31mthe till' });
  await service.tag('v2');
  const deployments = await testGitRepository();
  const deploy = (version: string, hour: number) =>
    deployments.commit({
      at: at(hour),
      files: { 'production/till': `tag: ${version}\n` },
    });
  await deploy('v1', 1);
  await deploy('v2', 10);
  await deploy('v1', 11);
  await deploy('next', 12);
  return { service, deployments, deploy };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-cli-'));
  const { service, deployments } = await buildRecord();
  const configured = {
    id: 'configured',
    gitops: [
      {
        repository: deployments.path,
        path: '{environment}/{service}',
        key: 'tag',
        entity: 'component:default/{service}-2',
      },
    ],
    histories: [{ repository: service.path }],
  };
  const backend = await startTestBackend({
    features: [
      doraPlugin,
      mockServices.database.factory({ knex: await database.knex() }),
      mockServices.rootConfig.factory({
        data: {
          dora: {
            sources: {
              git: [
                configured,
                {
                  ...configured,
                  id: 'broken',
                  gitops: [{ ...configured.gitops[0], repository: '/nowhere' }],
                },
              ],
            },
          },
        },
      }),
      catalogServiceMock.factory({ entities: [] }),
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

async function eventually(read: () => ReturnType<typeof cli>, part: string) {
  for (let tries = 0; ; tries++) {
    const result = await read();
    if (result.stdout.includes(part) || tries > 100) {
      return result;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}

describe('the command line and a portal', () => {
  it('imports repositories from here, again without effect, and shows the numbers and their rows', async () => {
    const { service, deployments, deploy } = await buildRecord();
    await writeFile(
      join(folder, 'source.yaml'),
      `id: shop
gitops:
  - repository: ${deployments.path}
    path: '{environment}/{service}'
    key: tag
histories:
  - repository: ${service.path}
`,
    );
    const importing = () =>
      run('dora', 'import', 'git', '--config', 'source.yaml');

    const first = await importing();
    expect(first.stderr).toMatch(/^fetching /);
    expect(first.stdout).toMatch(
      /^Read 4 deployments in [\d.]+ s: 4 new, 0 known\.\nRecorded 2 commits of 1 repositories\.\n1 versions lead to no commit\.\n$/,
    );
    expect(first.code).toBe(0);
    expect((await importing()).stdout).toContain('Read 0 deployments');

    const table = await eventually(
      () => run('dora', 'metrics', till, ...june),
      '1 changes',
    );
    expect(table.code).toBe(0);
    expect(table.stderr).toBe('');
    expect(table.stdout).toContain(
      '2024-06-01 to 2024-07-01 (UTC), production',
    );
    expect(table.stdout).toMatch(/Change lead time \(p50\) +2 h +- +1 changes/);
    expect(table.stdout).toMatch(/Change fail rate +25\.0 % .* 1 of 4/);
    expect(table.stdout).toMatch(/recovery time \(p50\) +1 h /);
    expect(table.stdout).not.toContain('\u001b');

    const json = await run('dora', 'metrics', till, ...june, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      scope: { entityRef: till },
      metrics: { changeLeadTime: { p50: 7200, n: 1 } },
    });

    const rows = ['deployments', till, ...june, '--sort', 'finishedAt'];
    const page = await run('dora', ...rows, '--limit', '2');
    expect(page.stdout).toMatch(/2024-06-10 10:00 .* v2 .* failed, recovered/);
    expect(page.stderr).toBe('Rows 1 to 2 of 4; go on with --offset 2.\n');
    const rest = await run('dora', ...rows, '--offset', '2');
    expect(rest.stdout).toMatch(/v1 .* rollback/);
    expect(rest.stdout).toMatch(/next +unresolved/);
    expect(rest.stderr).toBe('');

    const changes = await run('dora', 'changes', till, ...june);
    expect(changes.stdout).toMatch(/2 h +component:default\/till +v2 /);
    expect(changes.stdout).toContain('Fix  [31mthe till');
    expect(changes.stdout).not.toContain('\u001b');

    await service.tag('next');
    await deploy('v3', 13);
    const late = await importing();
    expect(late.stdout).toContain('Read 1 deployments');
    expect(late.stdout).toContain('1 earlier ones lead to one now.');
  });

  it('imports release tags by flags, and prints the summary as JSON', async () => {
    const { service } = await buildRecord();
    const { code, stdout } = await run(
      ...['dora', 'import', 'git', '--id', 'tags', '--json'],
      ...['--repository', service.path, '--tags', 'v*'],
      ...['--service', 'component:default/tagged', '--time', 'commit'],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      source: 'tags',
      deployments: { read: 2, accepted: 2 },
      failures: [],
    });
    expect(code).toBe(0);
  });

  it('ends with 1 when a repository cannot be read, after reading the others', async () => {
    const { deployments } = await buildRecord();
    const { code, stdout, stderr } = await run(
      ...['dora', 'import', 'git', '--id', 'half'],
      ...['--repository', deployments.path, '--key', 'tag'],
      ...['--path', '{environment}/{service}', '--history', './none'],
      ...['--entity', 'component:default/half-{service}'],
    );
    expect(stdout).toContain('Read 4 deployments');
    expect(stderr).toContain('Cannot read none: there is no file or folder');
    expect(code).toBe(1);
  });

  it('runs a source of the portal’s and follows it', async () => {
    const followed = await run(
      'dora',
      'import',
      'git',
      '--source',
      'configured',
    );
    expect(followed.stderr).toBe('');
    expect(followed.stdout).toMatch(/^Imported configured: \d+ deployments/);
    expect(followed.code).toBe(0);

    const unknown = await run('dora', 'import', 'git', '--source', 'unknown');
    expect(unknown.stderr).toContain(
      "No Git source 'unknown' is configured under dora.sources.git; known are configured",
    );
    expect(unknown.code).toBe(1);
  });

  it('lists sources and services', async () => {
    const sources = await run('dora', 'sources');
    expect(sources.stdout).toMatch(/configured +git +ok /);
    const services = await run('dora', 'services', '--json', ...june);
    expect(JSON.parse(services.stdout)).toMatchObject({
      items: expect.any(Array),
    });
    const table = await run('dora', 'services', '--group-by', 'team', ...june);
    expect(table).toMatchObject({ code: 0, stderr: '' });
  });

  it('removes the sample data', async () => {
    expect(await run('sample', 'clear')).toMatchObject({
      code: 0,
      stdout:
        'Removed the sample data. Bring it back with slipway sample load.\n',
    });
  });

  it('says which field the portal refuses, and what it does not know', async () => {
    const day = await run('dora', 'metrics', till, '--from', 'yesterday');
    expect(day.stderr).toMatch(/from/);
    expect(day.stderr).toMatch(/yesterday/);
    expect(day.code).toBe(2);
    const none = await run('dora', 'metrics', 'component:default/none');
    expect(none.stderr).toContain('component:default/none; check the name');
    expect(none.code).toBe(1);
  });
});
