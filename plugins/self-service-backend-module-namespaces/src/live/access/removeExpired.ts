import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Live } from '../context';
import {
  endOfAccess,
  listAccess,
  personally,
  removeAccess,
} from './accessObjects';

/**
 * Removes accounts of people whose last token has run out, and their bindings,
 * from time to time until the signal: a binding is not to outlive its use.
 */
export async function removeExpired(
  live: Live,
  options: {
    everyMs: number;
    now: () => Date;
    logger: LoggerService;
    signal: AbortSignal;
  },
): Promise<void> {
  const { everyMs, now, logger, signal } = options;
  while (!signal.aborted) {
    try {
      const found = await listAccess(live, { namespace: null, signal });
      const expired = found.filter(
        ({ object }) => endOfAccess(object) < now().getTime(),
      );
      await removeAccess(live, expired, personally(signal));
    } catch (error) {
      if (!signal.aborted) {
        logger.debug(
          `Accounts that ran out in ${live.cluster} are removed later`,
          { reason: isError(error) ? error.message : String(error) },
        );
      }
    }
    await sleep(everyMs, undefined, { signal, ref: false }).catch(
      () => undefined,
    );
  }
}
