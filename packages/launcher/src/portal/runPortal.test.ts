import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProcess, isRunning } from '../processes/identity';
import { findServer } from '../postgres/lockFile';
import { freePort } from '../postgres/freePort';
import type { LauncherMessage } from './messages';

/** A backend as far as the launcher can see: it listens, answers and ends. */
const BACKEND = `
const { createServer } = require('node:http');
if (process.env.SLIPWAY_TEST_FAIL) {
  console.log(JSON.stringify({ level: 'error', message: 'No policy module' }));
  process.exit(3);
}
createServer((request, response) => {
  response.statusCode = request.url === '/.backstage/health/v1/readiness' ? 200 : 404;
  response.end(process.env.SLIPWAY_DB_PORT);
}).listen(process.env.SLIPWAY_PORT, process.env.SLIPWAY_HOST);
process.on('SIGTERM', () => process.exit(0));
`;

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

describe('runPortal', () => {
  let folder = '';
  let child: ChildProcess | undefined;
  const messages: LauncherMessage[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-portal-'));
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'backend.js'), BACKEND);
    await writeFile(
      join(folder, 'main.js'),
      `require(${JSON.stringify(join(__dirname, 'runPortal.ts'))}).runPortal()`,
    );
    messages.length = 0;
  });
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  async function launch(env: Record<string, string> = {}) {
    const port = await freePort();
    const options = {
      root: folder,
      backend: join(folder, 'backend.js'),
      dataDirectory: join(folder, 'data'),
      host: '127.0.0.1',
      port,
      config: ['app-config.yaml'],
      sample: false,
    };
    const launcher = fork(join(folder, 'main.js'), [JSON.stringify(options)], {
      execArgv: ['--require', TRANSFORM],
      env: { ...process.env, ...env },
    });
    child = launcher;
    launcher.on('message', message => {
      // The TypeScript loader reports the files it read on the same channel.
      if (typeof message === 'object' && 'kind' in message) {
        messages.push(message as LauncherMessage);
      }
    });
    return { launcher, url: `http://localhost:${port}` };
  }

  async function untilReady(launcher: ChildProcess) {
    while (!messages.some(({ kind }) => kind === 'ready')) {
      expect(launcher.exitCode).toBeNull();
      await sleep(50);
    }
    const record = JSON.parse(
      await readFile(join(folder, 'data', 'instance.json'), 'utf8'),
    );
    return {
      backend: record.backend,
      postgres: await findServer(join(folder, 'data', 'postgres')),
    };
  }

  async function untilGone(
    ...identities: { pid: number; startedAt: string }[]
  ) {
    while (identities.some(isRunning)) {
      await sleep(50);
    }
  }

  it('starts both, says where, and stops both when told to', async () => {
    const { launcher, url } = await launch();
    const { backend, postgres } = await untilReady(launcher);
    expect(messages).toEqual([
      { kind: 'step', step: 'database', state: 'started' },
      { kind: 'step', step: 'database', state: 'done' },
      { kind: 'step', step: 'portal', state: 'started' },
      { kind: 'step', step: 'portal', state: 'done' },
      { kind: 'ready', url },
    ]);
    const cli = JSON.parse(
      await readFile(join(folder, 'data', 'cli.json'), 'utf8'),
    );
    expect((await fetch(cli.url)).status).toBe(404);
    expect(cli.token).toHaveLength(43);

    launcher.kill('SIGTERM');
    expect(await once(launcher, 'exit')).toEqual([0, null]);
    expect(isRunning(backend)).toBe(false);
    expect(postgres && isRunning(postgres)).toBe(false);
    await expect(
      readFile(join(folder, 'data', 'instance.json')),
    ).rejects.toThrow('ENOENT');
  }, 60_000);

  it('stops both when its parent is gone', async () => {
    const { launcher } = await launch();
    const { backend } = await untilReady(launcher);
    launcher.disconnect();
    expect(await once(launcher, 'exit')).toEqual([0, null]);
    expect(isRunning(backend)).toBe(false);
  }, 60_000);

  it('says why when the backend does not start', async () => {
    const { launcher } = await launch({ SLIPWAY_TEST_FAIL: '1' });
    expect(await once(launcher, 'exit')).toEqual([1, null]);
    const problem = messages.find(({ kind }) => kind === 'problem');
    expect(problem).toMatchObject({
      message: expect.stringMatching(
        /^The backend ended \(exit code 3\)\.\nNo policy module\nThe whole log: /,
      ),
    });
  }, 60_000);

  it('leaves a backend that ends with it, and recovers, when it is killed', async () => {
    const first = await launch();
    const { backend, postgres } = await untilReady(first.launcher);
    first.launcher.kill('SIGKILL');
    await once(first.launcher, 'exit');
    await untilGone(backend);
    expect(postgres && isRunning(postgres)).toBe(true);

    messages.length = 0;
    const second = await launch();
    await untilReady(second.launcher);
    expect(postgres && isRunning(postgres)).toBe(false);
    expect(findProcess(second.launcher.pid ?? 0)).toBeDefined();
  }, 60_000);
});
