import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError } from './ClusterError';

const ATTEMPTS = 5;
/** Longer waits are the engine's: it gives the work to others meanwhile. */
const PATIENCE_MS = 10_000;
const FIRST_WAIT_MS = 100;

/**
 * Tries again what may succeed the next time: when the server is busy, in
 * trouble or away. All requests that are sent through here may be repeated.
 *
 * @throws what the last attempt threw
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  options: {
    signal: AbortSignal;
    random: () => number;
    /** Milliseconds; tests do not wait. */
    wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  },
): Promise<T> {
  const { signal, random, wait = pause } = options;
  const deadline = Date.now() + PATIENCE_MS;
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      const ms = waitBefore(error, count, random);
      if (ms === undefined || Date.now() + ms > deadline) {
        throw error;
      }
      await wait(ms, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal });
}

/** Milliseconds; undefined when another attempt is of no use. */
function waitBefore(
  error: unknown,
  count: number,
  random: () => number,
): number | undefined {
  if (!(error instanceof ClusterError) || count >= ATTEMPTS) {
    return undefined;
  }
  if (!mayPass(error)) {
    return undefined;
  }
  const backOff = FIRST_WAIT_MS * 3 ** (count - 1) * (0.5 + random() / 2);
  return Math.max(error.retryAfterMs ?? 0, backOff);
}

/** Whether the same request may be answered otherwise in a while. */
export function mayPass({ status, message }: ClusterError): boolean {
  if (message.startsWith('failed to create typed patch object')) {
    // An object with a wrong field: servers before 1.22 call it their fault.
    return false;
  }
  return status === null || status === 429 || status >= 500;
}
