import fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPortal } from '../portal.mjs';
import { Problem } from '../problem.mjs';

const READY_LIMIT_MS = 5 * 60_000;
const SEARCH_LIMIT_MS = 2 * 60_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Starts a portal with the sample company on a free port, with data that goes
 * when it stops.
 *
 * @returns `{ url, token, dataDirectory, stop }`, once the sample data is loaded
 */
export async function startTestPortal({ toolchain, view, signal, steps }) {
  const dataDirectory = fs.mkdtempSync(path.join(tmpdir(), 'slipway-portal-'));
  // Run by root, PostgreSQL is another account that must get in here.
  fs.chmodSync(dataDirectory, 0o755);
  const port = await freePort();
  const step = steps.begin('Starting a portal for the journeys');
  const ready = deferred();
  let url;
  const portal = startPortal(
    { toolchain, view, dataDirectory, host: '127.0.0.1', port, sample: true },
    message => {
      const isSample = message.step === 'sample';
      if (message.kind === 'ready') {
        url = message.url;
      } else if (isSample && message.state === 'done') {
        ready.resolve();
      } else if (isSample && message.kind === 'progress') {
        step.detail(`sample data ${message.done} of ${message.total}`);
      } else if (['warning', 'problem'].includes(message.kind)) {
        ready.reject(new Problem(message.message));
      }
    },
  );
  const stop = async () => {
    portal.stop();
    await portal.exited;
    fs.rmSync(dataDirectory, { recursive: true, force: true });
  };
  const timer = setTimeout(
    () => ready.reject(new Problem('The portal was not ready in time.')),
    READY_LIMIT_MS,
  );
  const abort = () => ready.reject(new Problem('Stopped.'));
  signal.addEventListener('abort', abort);
  portal.exited.then(() => ready.reject(new Problem('The portal ended.')));
  try {
    await ready.promise;
  } catch (error) {
    step.fail();
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
  const { token } = JSON.parse(
    fs.readFileSync(path.join(dataDirectory, 'cli.json'), 'utf8'),
  );
  step.detail('search index');
  await untilSearchable({ url, token, signal });
  step.done('Started a portal for the journeys');
  return { url, token, dataDirectory, stop };
}

/**
 * The search index is made on a schedule some time after the start. Gives up
 * quietly: a journey that searches says more than this could.
 */
async function untilSearchable({ url, token, signal }) {
  const deadline = Date.now() + SEARCH_LIMIT_MS;
  const query = new URL('/api/search/query?term=&pageLimit=1', url);
  while (Date.now() < deadline && !signal.aborted) {
    const response = await fetch(query, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { results } = await response.json();
    if (results?.length > 0) {
      return;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** A promise that is settled from outside (Node 20 has no own way). */
function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => {
    Object.assign(parts, { resolve, reject });
  });
  return parts;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
