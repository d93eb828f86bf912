import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findProcess } from '../processes/identity';
import type { RunningProcess } from '../processes/identity';

/**
 * The state that PostgreSQL writes into its lock file. `ready` is its own
 * word for "accepts connections".
 */
export interface LockFile {
  pid: number;
  ready: boolean;
}

/** Reads `postmaster.pid` of a data folder; `undefined` when there is none. */
export async function readLockFile(
  dataDirectory: string,
): Promise<LockFile | undefined> {
  try {
    const text = await readFile(lockFileOf(dataDirectory), 'utf8');
    const lines = text.split('\n').map(line => line.trim());
    return { pid: Number(lines[0]), ready: lines[7] === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * The server that runs on this data folder now, whoever started it.
 *
 * A lock file alone proves nothing: after a crash or in a new container its
 * number may belong to any other program. It counts only when that process
 * was started with this very folder.
 */
export async function findServer(
  dataDirectory: string,
): Promise<RunningProcess | undefined> {
  const lock = await readLockFile(dataDirectory);
  const running = lock && findProcess(lock.pid);
  const ours =
    running?.command.includes('postgres') &&
    running.command.includes(`-D ${dataDirectory} `);
  return ours ? running : undefined;
}

/**
 * Removes a lock file that no server stands behind. PostgreSQL would take a
 * reused number for a running server and refuse to start. Should a backend
 * of the old server still be alive, PostgreSQL sees that by its shared memory
 * and refuses all the same.
 */
export async function removeStaleLockFile(
  dataDirectory: string,
): Promise<void> {
  if (!(await findServer(dataDirectory))) {
    await rm(lockFileOf(dataDirectory), { force: true });
  }
}

function lockFileOf(dataDirectory: string) {
  return join(dataDirectory, 'postmaster.pid');
}
