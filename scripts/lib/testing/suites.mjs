import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { logs, root } from '../layout.mjs';
import { endGroup, ended } from '../processes.mjs';
import { findChromium } from './chromium.mjs';
import { readJest, readNodeTest, readPlaywright } from './results.mjs';
import { startTestPortal } from './testPortal.mjs';

const PLAYWRIGHT_REPORT = path.join(root, 'e2e-test-report', 'results.json');

/** Jest over all packages, with one PostgreSQL for all (scripts/jest). */
export async function runUnit({ toolchain, signal }) {
  const report = path.join(logs, 'jest.json');
  fs.rmSync(report, { force: true });
  await run(
    toolchain,
    [
      bin('@backstage/cli/bin/backstage-cli'),
      'repo',
      'test',
      '--watchAll=false',
      '--maxWorkers=2',
      // A busy machine is slow, not wrong: a limit only ends what hangs.
      '--testTimeout=60000',
      '--json',
      `--outputFile=${report}`,
    ],
    { signal },
  );
  return readJest(report);
}

/** Node's own test runner over scripts/. */
export async function runScripts({ toolchain, signal }) {
  const files = fs
    .readdirSync(path.join(root, 'scripts'), { recursive: true })
    .filter(name => name.endsWith('.test.mjs'))
    .map(name => path.join(root, 'scripts', name));
  const output = await run(
    toolchain,
    ['--test', '--test-reporter=tap', ...files],
    { signal, quiet: true },
  );
  const result = readNodeTest(output);
  if (result.failed > 0) {
    process.stdout.write(output);
  }
  return result;
}

/** The journeys of e2e-tests/ in a real browser, against a portal of their own. */
export async function runBrowser({ toolchain, view, signal, steps }) {
  const playwright = bin('@playwright/test/cli.js');
  const chromium = findChromium();
  if (!chromium) {
    return skipAll(toolchain, playwright, signal);
  }
  const portal = await startTestPortal({ toolchain, view, signal, steps });
  fs.rmSync(PLAYWRIGHT_REPORT, { force: true });
  try {
    await run(toolchain, [playwright, 'test', '-c', 'e2e-tests'], {
      signal,
      env: {
        PLAYWRIGHT_URL: portal.url,
        SLIPWAY_URL: portal.url,
        SLIPWAY_TOKEN: portal.token,
        SLIPWAY_DATA: portal.dataDirectory,
        CHROMIUM_PATH: chromium,
      },
    });
  } finally {
    await portal.stop();
  }
  return readPlaywright(PLAYWRIGHT_REPORT);
}

async function skipAll(toolchain, playwright, signal) {
  const list = await run(
    toolchain,
    [playwright, 'test', '-c', 'e2e-tests', '--list', '--reporter=list'],
    { signal, quiet: true },
  );
  const count = Number(/Total: (\d+) tests?/.exec(list)?.[1] ?? 1);
  return {
    passed: 0,
    failed: 0,
    failures: [],
    skipped: [
      {
        count,
        what: 'browser journeys',
        why: 'no Chromium was found; install it (Debian: apt-get install chromium) or set CHROMIUM_PATH',
      },
    ],
  };
}

/**
 * Runs a Node program in the repository and resolves to its output; the exit
 * code is left to the report that it wrote.
 */
async function run(toolchain, args, { signal, env = {}, quiet = false }) {
  signal.throwIfAborted();
  const child = spawn(toolchain.node, args, {
    cwd: root,
    env: { ...toolchain.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    from.setEncoding('utf8').on('data', text => {
      if (quiet) {
        output += text;
      } else {
        to.write(text);
      }
    });
  }
  const stop = () => endGroup(child);
  signal.addEventListener('abort', stop);
  await ended(child);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  return output;
}

function bin(file) {
  return path.join(root, 'node_modules', file);
}
