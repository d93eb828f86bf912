import { setTimeout as sleep } from 'node:timers/promises';

/** Options of `waitUntilReady`. */
export interface WaitUntilReadyOptions {
  /** The backend's address, such as `http://127.0.0.1:7007`. */
  url: string;
  /** Ends the waiting, for example because the backend died. */
  signal: AbortSignal;
}

const PAUSE_MS = 250;
const REQUEST_LIMIT_MS = 5_000;

/**
 * Resolves when the backend answers that it is ready: every plugin has
 * started and migrated its tables. Rejects when the signal is aborted.
 */
export async function waitUntilReady({
  url,
  signal,
}: WaitUntilReadyOptions): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    if (await isReady(url)) {
      return;
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/.backstage/health/v1/readiness`, {
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
