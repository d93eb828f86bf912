import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './identity';
import type { ProcessIdentity } from './identity';

/**
 * Signals to try in turn, each with the time it gets in milliseconds.
 */
export type StopPlan = { signal: NodeJS.Signals; waitMs: number }[];

/**
 * Ends a process and waits until it is gone. The identity is checked before
 * every signal, so a number that was given to another process is left alone.
 *
 * @returns `false` when it still runs after the whole plan.
 */
export async function stopProcess(
  identity: ProcessIdentity,
  plan: StopPlan,
): Promise<boolean> {
  for (const { signal, waitMs } of plan) {
    if (!isRunning(identity)) {
      return true;
    }
    try {
      process.kill(identity.pid, signal);
    } catch {
      // Gone since the check, or not ours to signal: the wait below tells.
    }
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      if (!isRunning(identity)) {
        return true;
      }
      await sleep(50);
    }
  }
  return !isRunning(identity);
}
