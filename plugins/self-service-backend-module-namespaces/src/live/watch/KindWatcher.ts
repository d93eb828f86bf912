import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ClusterError } from '../cluster/ClusterError';
import { MANAGED_BY } from '../objects/liveObject';
import { METADATA_ONLY, ObjectStore } from '../objects/ObjectStore';
import { readLines } from './readLines';
import { ChangeFilter } from './wakeOnChange';

/** How the loop behaves; tests make it quick. */
export type WatchTiming = {
  /** After which the server ends a watch, in seconds, from and to. */
  timeoutSeconds: [number, number];
  /** The server sends a bookmark each minute, so silence means a dead line. */
  idleMs: number;
  /** Everything is listed again, whatever the watch has said. */
  resyncMs: number;
  /** Between attempts after errors, from and to, doubling. */
  backOffMs: [number, number];
};

export const defaultTiming: WatchTiming = {
  timeoutSeconds: [240, 300],
  idleMs: 90_000,
  resyncMs: 10 * 60_000,
  backOffMs: [1_000, 60_000],
};

const METADATA_WATCH =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json';

const eventSchema = z.object({
  type: z.string(),
  object: z.record(z.string(), z.json()),
});
const bookmarkSchema = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
});
const errorSchema = z.looseObject({
  code: z.number().optional(),
  message: z.string().default(''),
});

/** The server no longer knows the version that we were at. */
class ExpiredError extends Error {}

/**
 * Lists and watches the objects of one kind that bear our label, without end,
 * whatever happens to the connection. It ends with the signal.
 */
export class KindWatcher {
  private version: string | undefined;
  private listedAt = 0;
  private expiredAt = 0;
  private failures = 0;
  private readonly filter: ChangeFilter;

  constructor(
    private readonly options: {
      store: ObjectStore;
      kind: { apiVersion: string; kind: string };
      timing: WatchTiming;
      random: () => number;
      logger: LoggerService;
      wake: (resourceId: string) => void;
      /** Something came: the line is alive. */
      onEvent: () => void;
      signal: AbortSignal;
    },
  ) {
    this.filter = new ChangeFilter(options.wake);
  }

  async run(): Promise<void> {
    const { signal, logger, kind } = this.options;
    while (!signal.aborted) {
      try {
        await this.listIfDue();
        if ((await this.watch()) === 'ended early') {
          await this.backOff();
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (error instanceof ExpiredError || isExpired(error)) {
          await this.startAnew();
        } else {
          logger.debug(`Watching ${kind.kind} goes on after a pause`, {
            reason: isError(error) ? error.message : String(error),
          });
          await this.backOff();
        }
      }
    }
  }

  private async listIfDue() {
    const { store, kind, timing, signal, onEvent } = this.options;
    if (
      this.version !== undefined &&
      Date.now() - this.listedAt < timing.resyncMs
    ) {
      return;
    }
    const { items, resourceVersion } = await store.list({
      ...kind,
      namespace: null,
      labelSelector: `${MANAGED_BY}=slipway`,
      accept: METADATA_ONLY,
      signal,
    });
    this.version = resourceVersion;
    this.listedAt = Date.now();
    onEvent();
    this.filter.replace(items);
  }

  /**
   * Until the server ends it, all is to be listed again, or something breaks.
   *
   * @returns whether the server ended it long before it was asked to
   */
  private async watch(): Promise<'lived' | 'ended early'> {
    const { store, kind, timing, random, signal } = this.options;
    const [least, most] = timing.timeoutSeconds;
    const untilResync = this.listedAt + timing.resyncMs - Date.now();
    const seconds = Math.min(
      least + random() * (most - least),
      Math.max(untilResync / 1000, 1),
    );
    const beganAt = Date.now();
    const stream = await store.connection.stream({
      path: await store.collectionOf({ ...kind, namespace: null }, signal),
      query: {
        watch: 'true',
        allowWatchBookmarks: 'true',
        labelSelector: `${MANAGED_BY}=slipway`,
        timeoutSeconds: String(Math.ceil(seconds)),
        ...(this.version && { resourceVersion: this.version }),
      },
      accept: METADATA_WATCH,
      signal,
    });
    for await (const line of readLines(stream, timing.idleMs)) {
      this.handle(line);
      this.failures = 0;
      this.options.onEvent();
    }
    if (Date.now() - beganAt < (seconds * 1000) / 2) {
      return 'ended early';
    }
    this.failures = 0;
    return 'lived';
  }

  private handle(line: string) {
    const event = eventSchema.parse(JSON.parse(line));
    if (event.type === 'ERROR') {
      const { code, message } = errorSchema.parse(event.object);
      throw code === 410 ? new ExpiredError(message) : new Error(message);
    }
    this.version = bookmarkSchema.parse(event.object).metadata.resourceVersion;
    if (event.type !== 'BOOKMARK') {
      this.filter.handle(event.type, event.object);
    }
  }

  /**
   * All is listed again: at once, so that little is missed, unless that was
   * needed a moment ago as well. A list of everything is dear.
   */
  private async startAnew() {
    this.version = undefined;
    const before = this.expiredAt;
    this.expiredAt = Date.now();
    if (this.expiredAt - before < this.options.timing.backOffMs[1]) {
      await this.backOff();
    }
  }

  /** Spread, so that all watches of all replicas do not return at once. */
  private async backOff() {
    const { timing, random, signal } = this.options;
    const [least, most] = timing.backOffMs;
    const wait = Math.min(most, least * 2 ** Math.min(this.failures, 16));
    this.failures += 1;
    await sleep(wait * (0.5 + random() / 2), undefined, { signal }).catch(
      () => undefined,
    );
  }
}

function isExpired(error: unknown): boolean {
  return error instanceof ClusterError && error.status === 410;
}
