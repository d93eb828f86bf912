import { LoggerService } from '@backstage/backend-plugin-api';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { Progress } from './progress';
import { SelfServiceClient } from './SelfServiceClient';

const pollEveryMs = 2_000;
/** A portal that is being restarted is back by then. */
const toleratedFailures = 15;

export type FollowOptions = {
  client: Pick<SelfServiceClient, 'request'>;
  id: string;
  /** Where a person goes on. */
  url: string;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  /** In milliseconds from now. */
  patience: number;
  signal?: AbortSignal;
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/**
 * Waits for the end of a request and tells on the way what happens.
 *
 * @throws Error with cause and remedy when it fails, is refused or cancelled,
 * or takes longer than the patience; the request itself then goes on
 */
export async function followRequest(
  options: FollowOptions,
): Promise<RequestDetail> {
  const { client, id, logger, signal, now } = options;
  const progress = new Progress();
  const until = now() + options.patience;
  let failures = 0;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const request = await client.request(id, signal);
      failures = 0;
      progress.next(request).forEach(line => logger.info(line));
      if (['done', 'failed', 'cancelled'].includes(request.state)) {
        return assertDone(request, options.url);
      }
      assertPatience(request, options, now() < until);
    } catch (error) {
      failures = isPassing(error) ? failures + 1 : toleratedFailures;
      if (failures >= toleratedFailures) {
        throw error;
      }
      logger.warn(`The portal did not answer; asking again: ${error}`);
    }
    await options.sleep(pollEveryMs, signal);
  }
}

/** Of the network or a portal that starts, not of the request. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    (error instanceof Error && error.name === 'ServiceUnavailableError')
  );
}

function assertDone(request: RequestDetail, url: string): RequestDetail {
  const { title, state, failure, cancelReason, decisions } = request;
  if (state === 'failed') {
    throw new Error(
      failure
        ? `${title} failed at '${failure.step}': ${failure.cause} ${failure.remedy} See ${url}`
        : `${title} failed. See ${url}`,
    );
  }
  if (state === 'cancelled') {
    const refusal = decisions.find(({ decision }) => decision === 'refused');
    throw new Error(
      refusal
        ? `${title} was refused by ${refusal.by}: ${refusal.reason}. Ask for something else, or talk to them. See ${url}`
        : `${title} was cancelled (${cancelReason?.replace(
            /-/g,
            ' ',
          )}). Ask again if it is still needed. See ${url}`,
    );
  }
  return request;
}

function assertPatience(
  request: RequestDetail,
  options: FollowOptions,
  patient: boolean,
): void {
  if (!patient) {
    throw new Error(
      `${request.title} is still ${request.state.replace(
        /-/g,
        ' ',
      )} after ${Math.round(
        options.patience / 60_000,
      )} minutes. The request goes on: follow it at ${
        options.url
      }, and retry this task when it is done; it goes on with the same request.`,
    );
  }
}
