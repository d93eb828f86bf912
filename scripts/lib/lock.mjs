import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { work } from './layout.mjs';

const LOCK = path.join(work, 'prepare.lock');
const LOOK_EVERY_MS = 500;

/**
 * Runs a job that changes node_modules or the builds while no other command
 * of this clone does. A lock whose process is gone is taken over.
 *
 * @param onWait - called once, with the process that is waited for
 */
export async function withLock(job, { onWait, signal, lock = LOCK } = {}) {
  let told = false;
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  while (!take(lock)) {
    signal?.throwIfAborted();
    const holder = holderOf(lock);
    if (holder === undefined) {
      fs.rmSync(lock, { force: true });
      continue;
    }
    if (!told) {
      told = true;
      onWait?.(holder);
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
  try {
    return await job();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function take(lock) {
  // A link appears with its content, so nobody sees an empty lock.
  const draft = `${lock}.${process.pid}`;
  fs.writeFileSync(draft, String(process.pid));
  try {
    fs.linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
    return false;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** The process that holds the lock; undefined when it is gone. */
function holderOf(lock) {
  try {
    const pid = Number(fs.readFileSync(lock, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? 0 : undefined;
  }
}
