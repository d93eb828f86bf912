import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';

/** Together a good minute: self-service can be the last to come up. */
const waitsMs = [2_000, 4_000, 8_000, 16_000, 32_000];

/**
 * Refreshes, and tries again for a while when that fails. Never throws: the
 * scheduler would log the error as an object, of which a log in JSON shows
 * nothing but braces.
 */
export async function refreshPatiently(options: {
  refresh(): Promise<void>;
  logger: LoggerService;
  signal: AbortSignal;
  /** Tests do not wait. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}): Promise<void> {
  const { refresh, logger, signal, wait = pause } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      await refresh();
      return;
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const ms = waitsMs[attempt];
      if (ms === undefined) {
        logger.error(
          `The catalog's entities of self-service stay as they are until the next refresh: ${stringifyError(
            error,
          )}`,
        );
        return;
      }
      logger.debug(`Tried again in ${ms} ms: ${stringifyError(error)}`);
      await wait(ms, signal);
    }
  }
}

/** Ends early, without an error, when the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
