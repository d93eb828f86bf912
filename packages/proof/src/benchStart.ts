import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { seconds, timed } from './figures';
import { measureFirstLoad } from './firstLoad';
import { freePort } from './freePort';

const restSeconds = 120;

/**
 * Clones the last commit into a new folder and starts it there as a new user
 * would, with empty npm and Yarn caches; then starts it again.
 */
export async function benchStart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-fresh-'));
  const clone = join(folder, 'slipway');
  const repository = resolvePackagePath('@slipway/proof', '../..');
  try {
    await promisify(execFile)('git', ['clone', '--quiet', repository, clone]);
    const port = await freePort();
    const environment = {
      ...process.env,
      npm_config_cache: join(folder, 'npm-cache'),
      YARN_CACHE_FOLDER: join(folder, 'yarn-cache'),
      YARN_ENABLE_GLOBAL_CACHE: 'false',
    };
    await benchRun('fresh start, empty caches', { clone, port, environment });
    await benchRun('started again, nothing changed', {
      clone,
      port,
      environment,
      atRest: true,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchRun(
  what: string,
  options: {
    clone: string;
    port: number;
    environment: NodeJS.ProcessEnv;
    atRest?: boolean;
  },
): Promise<void> {
  const url = `http://localhost:${options.port}`;
  const portal = spawn(
    'npm',
    ['start', '--silent', '--', '--port', String(options.port)],
    { cwd: options.clone, env: options.environment, stdio: 'pipe' },
  );
  const { milliseconds } = await timed(() => untilServed(portal, url));
  print(`${what}: the first page is served after ${seconds(milliseconds)}`);
  if (options.atRest) {
    await sleep(restSeconds * 1000);
    const megabytes = await backendMemory(options.clone);
    print(
      `memory of the backend after ${restSeconds} s at rest, sample loaded: ${megabytes} MB`,
    );
    print(await measureFirstLoad(url));
  }
  const stopped = once(portal, 'exit');
  portal.kill('SIGTERM');
  await stopped;
}

async function untilServed(portal: ChildProcess, url: string): Promise<void> {
  const said: string[] = [];
  for (const stream of [portal.stdout, portal.stderr]) {
    if (stream) {
      createInterface({ input: stream }).on('line', line => said.push(line));
    }
  }
  for (;;) {
    if (portal.exitCode !== null) {
      throw new Error(`npm start ended. ${said.slice(-5).join(' ')}`);
    }
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).then(
      response => response.ok,
      () => false,
    );
    if (ready && (await fetch(url)).ok) {
      return;
    }
    await sleep(100);
  }
}

/** Resident memory of the backend's process, from the claim the launcher keeps. */
async function backendMemory(clone: string): Promise<number | string> {
  const claim = join(clone, '.slipway', 'instance.json');
  if (!existsSync(claim) || process.platform !== 'linux') {
    return 'unknown';
  }
  const { backend } = JSON.parse(await readFile(claim, 'utf8'));
  const status = await readFile(`/proc/${backend.pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return Math.round(kilobytes / 1024);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
