import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process that can be told from a later one with the same number.
 *
 * `startedAt` is opaque: the kernel's start tick on Linux, the start time as
 * `ps` prints it elsewhere. It never changes during a process's life.
 */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
}

/** A running process: who it is and the command line it was started with. */
export interface RunningProcess extends ProcessIdentity {
  command: string;
}

/** Looks a process up by number; `undefined` when there is none (any more). */
export function findProcess(pid: number): RunningProcess | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 1) {
    return undefined;
  }
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** Whether the very process that was recorded still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return findProcess(identity.pid)?.startedAt === identity.startedAt;
}

function fromProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command in parentheses may hold spaces and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    if (state === 'Z' || state === 'X') {
      return undefined;
    }
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .join(' ')
      .trim();
    return { pid, startedAt: fields[19], command };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): RunningProcess | undefined {
  try {
    const ask = (column: string) =>
      execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, LC_ALL: 'C' },
      }).trim();
    const state = ask('stat');
    const startedAt = ask('lstart');
    return state.startsWith('Z') || !startedAt
      ? undefined
      : { pid, startedAt, command: ask('command') };
  } catch {
    return undefined;
  }
}
