import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { fromKnex, PgBoss } from 'pg-boss';
import { redactText } from '../audit/redactSecrets';
import { WakeUps } from '../ports';
import { ResourceRow } from '../store/rows';
import { knexDatabase } from './knexDatabase';

const queue = 'reconcile';

/** Later than this is the sweep's; sooner, a job is punctual to the second. */
const horizonMs = 60_000;

/** Well within the time after which a job counts as lost. */
const longestDrainMs = 20 * 60_000;

type Job = { resourceId: string };

/**
 * Wakes the reconciler by jobs of pg-boss, in a schema of their own beside the
 * plugin's. They are only hints: a row's `next_run_at` says when it is due, and
 * with these tables empty the next sweep finds the same work.
 */
export class JobQueue implements WakeUps {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #concurrency: number;
  readonly #schema: string;
  #boss: PgBoss | undefined;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    now: () => Date;
    /** How many resources this replica works on at once. */
    concurrency: number;
    /** The schema of pg-boss. */
    schema?: string;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#now = options.now;
    this.#concurrency = options.concurrency;
    this.#schema = options.schema ?? 'self_service_jobs';
  }

  /**
   * Makes or upgrades the queue's tables and begins to work.
   *
   * @param work - looks at one resource; must not throw
   */
  async start(work: (resourceId: string) => Promise<void>): Promise<void> {
    const boss = new PgBoss({
      db: knexDatabase(this.#knex),
      schema: this.#schema,
      schedule: false,
      useListenNotify: true,
    });
    boss.on('error', error =>
      this.#logger.warn(`Job queue: ${redactText(error.message)}`),
    );
    boss.on('warning', ({ message }) =>
      this.#logger.info(`Job queue: ${message}`),
    );
    await boss.start();
    this.#boss = boss;
    await this.ensureQueue();
    await boss.work<Job>(
      queue,
      {
        localConcurrency: this.#concurrency,
        pollingIntervalSeconds: 2,
        // Jobs for later are not announced; with as many pollers as there are
        // workers, one of them looks every second or so.
        notifyPollingIntervalSeconds: 5,
      },
      async jobs => {
        for (const job of jobs) {
          await work(job.data.resourceId);
        }
        await this.#drain(boss, work);
      },
    );
  }

  /**
   * Goes on while there are jobs: pg-boss gives a worker one at a time and then
   * has it wait for its next poll, which for hundreds would take minutes.
   */
  async #drain(
    boss: PgBoss,
    work: (resourceId: string) => Promise<void>,
  ): Promise<void> {
    const end = performance.now() + longestDrainMs;
    while (this.#boss === boss && performance.now() < end) {
      const [job] = await boss.fetch<Job>(queue);
      if (!job) {
        return;
      }
      await work(job.data.resourceId);
      await boss.complete(queue, job.id);
    }
  }

  /** Puts back the queue itself, in case its tables were emptied. */
  async ensureQueue(): Promise<void> {
    const boss = this.#boss;
    if (!boss || (await boss.getQueue(queue))) {
      return;
    }
    await boss.createQueue(queue, {
      // One waiting job for each key: a resource woken ten times is looked at
      // once. What fails is retried by the row's next_run_at, not by the queue.
      policy: 'short',
      notify: true,
      retryLimit: 0,
      expireInSeconds: 3600,
      retentionSeconds: 3600,
      deleteAfterSeconds: 60,
    });
    // pg-boss reads up on a queue when it first sends to it, by a connection of
    // its own; in a transaction that could be one more than the pool has.
    await boss.insert(queue, []);
  }

  async wake(trx: Knex, resourceId: string): Promise<void> {
    await this.wakeAll(trx, [resourceId]);
  }

  async wakeAll(trx: Knex, resourceIds: string[]): Promise<void> {
    if (resourceIds.length === 0) {
      return;
    }
    if (resourceIds.length > 1) {
      // In one order, so that two who wake many never wait for each other.
      await trx<ResourceRow>('resources')
        .whereIn('id', resourceIds)
        .orderBy('id')
        .forUpdate()
        .select('id');
    }
    const due = this.#now();
    // Whoever holds a resource knows by a next_run_at that is not what it set
    // itself that somebody woke it: so it must change, even when what it set is
    // past already because its pass takes longer than a lease.
    await trx<ResourceRow>('resources')
      .whereIn('id', resourceIds)
      .update({
        next_run_at: trx.raw(
          `CASE WHEN lease_holder IS NOT NULL AND next_run_at <= :due
             THEN next_run_at - interval '1 millisecond'
             ELSE LEAST(next_run_at, :due::timestamptz) END`,
          { due },
        ),
      });
    await this.enqueue(trx, resourceIds, due);
  }

  async enqueue(trx: Knex, resourceIds: string[], due: Date): Promise<void> {
    const delayMs = due.getTime() - this.#now().getTime();
    if (!this.#boss || delayMs > horizonMs) {
      return;
    }
    const later = delayMs > 0;
    const seconds = Math.ceil(delayMs / 1000);
    const jobs = resourceIds.map(resourceId => ({
      data: { resourceId },
      // One for later must not stand in the way of one for now.
      singletonKey: later
        ? `${resourceId}@${Math.ceil(due.getTime() / 1000)}`
        : resourceId,
      ...(later && { startAfter: seconds }),
    }));
    const boss = this.#boss;
    try {
      // A statement that fails ends the transaction it is in; after a savepoint
      // it ends itself, and what the job is for is accepted all the same.
      await trx.transaction(inner =>
        boss.insert(queue, jobs, { db: fromKnex(inner) }),
      );
    } catch (error) {
      this.#logger.warn(
        `Job queue: no job could be sent; the next sweep finds the work (${redactText(
          String(error),
        )})`,
      );
    }
  }

  /** Takes no more jobs and waits for those at hand, for at most 20 seconds. */
  async stop(): Promise<void> {
    const boss = this.#boss;
    this.#boss = undefined;
    await boss?.stop({ graceful: true, timeout: 20_000 });
  }
}
