import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  ChangeSignal,
  changeSignalChannel,
} from '@slipway/plugin-self-service-common';
import { Announcer } from '../ports';
import { publishResourceChanged } from './publishResourceChanged';

/** At most one announcement for each resource in so many milliseconds. */
const quietFor = 250;

/** Nobody waits longer than that for a notification to be sent. */
const longestWait = 10_000;

type Notice = Parameters<Announcer['notify']>[0];
type Change = Parameters<Announcer['changed']>[0];

/**
 * Announces through Backstage's signals, events and notifications. A change is
 * announced at once; those that follow within a quarter of a second come
 * together at its end, since a walk through steps changes a resource many times
 * and a page reads it anew each time.
 */
export class DefaultAnnouncer implements Announcer {
  readonly #signals: SignalsService;
  readonly #events: EventsService;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  /** Requests that wait, by resource; empty while nothing does. */
  readonly #waiting = new Map<string, Set<string | undefined>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(options: {
    signals: SignalsService;
    events: EventsService;
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#signals = options.signals;
    this.#events = options.events;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  changed({ resourceId, requestId }: Change): void {
    const waiting = this.#waiting.get(resourceId);
    if (waiting) {
      waiting.add(requestId);
      return;
    }
    this.#announce(resourceId, [requestId]);
    this.#keepQuiet(resourceId);
  }

  async notify(notice: Notice): Promise<void> {
    const { recipients, topic, ...payload } = notice;
    if (recipients.length === 0) {
      return;
    }
    try {
      const sent = this.#notifications.send({
        recipients: { type: 'entity', entityRef: [...new Set(recipients)] },
        // Of the same scope a later one replaces the earlier.
        payload: { ...payload, scope: topic },
      });
      await within(longestWait, sent);
    } catch (error) {
      this.#logger.warn('A notification could not be sent', {
        topic,
        recipients: recipients.join(', '),
        error: String(error),
      });
    }
  }

  /** Announces what waits, and nothing late after it. */
  stop(): void {
    this.#timers.forEach(timer => clearTimeout(timer));
    this.#timers.clear();
    for (const [resourceId, requestIds] of this.#waiting) {
      this.#announce(resourceId, [...requestIds]);
    }
    this.#waiting.clear();
  }

  #keepQuiet(resourceId: string): void {
    this.#waiting.set(resourceId, new Set());
    const timer = setTimeout(() => this.#speakAgain(resourceId), quietFor);
    timer.unref();
    this.#timers.set(resourceId, timer);
  }

  #speakAgain(resourceId: string): void {
    const waiting = [...(this.#waiting.get(resourceId) ?? [])];
    if (waiting.length === 0) {
      this.#waiting.delete(resourceId);
      this.#timers.delete(resourceId);
      return;
    }
    this.#announce(resourceId, waiting);
    this.#keepQuiet(resourceId);
  }

  #announce(
    resourceId: string,
    requestIds: ReadonlyArray<string | undefined>,
  ): void {
    const named = requestIds.filter(id => id !== undefined);
    const messages: ChangeSignal[] =
      named.length > 0
        ? named.map(requestId => ({ resourceId, requestId }))
        : [{ resourceId }];
    const sent = [
      publishResourceChanged(this.#events, { resourceId }),
      ...messages.map(message =>
        this.#signals.publish({
          channel: changeSignalChannel,
          recipients: { type: 'broadcast' },
          message,
        }),
      ),
    ];
    for (const sending of sent) {
      sending.catch(error =>
        this.#logger.warn('A change could not be announced', {
          resourceId,
          error: String(error),
        }),
      );
    }
  }
}

async function within(milliseconds: number, work: Promise<void>) {
  const timer: { id?: NodeJS.Timeout } = {};
  const late = new Promise<never>((_, reject) => {
    timer.id = setTimeout(
      () => reject(new Error(`no answer within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer.id);
  }
}
