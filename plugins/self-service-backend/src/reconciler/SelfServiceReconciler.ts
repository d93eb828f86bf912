import { setTimeout as delay } from 'node:timers/promises';
import { backoffDelay } from '@slipway/plugin-self-service-common';
import { JobQueue } from '../queue/JobQueue';
import { Engine } from '../ports';
import { findOpenRequest } from '../store/findOpenRequest';
import { ResourceRow } from '../store/rows';
import { advance } from './advance';
import { describeProblem } from './describeFailure';
import { createKindHost } from './kindHost';
import { Lease } from './Lease';
import { Pass } from './pass';

/** A wait that is shorter is not worth giving the lease back. */
const patienceMs = 1000;

/** So much waiting at most before others have their turn. */
const longestStayMs = 10_000;

const retry = { baseMs: 2000, capMs: 5 * 60_000 };

export type ReconcileResult =
  /** It was looked at, and says itself when the next time is. */
  | 'looked'
  /** Not due, or another replica is at it. */
  | 'not-now'
  /** Another replica took over meanwhile; nothing of ours was written since. */
  | 'lost'
  /** The replica stops; whoever comes next goes on. */
  | 'stopped'
  /** Something unexpected; it is tried again later. */
  | 'failed';

/**
 * Makes what is there what is wanted, one resource at a time, in any number of
 * replicas. Level-triggered: a pass reads the rows and does the next thing, so
 * it does not matter who woke it, how often, or what happened to the one before.
 */
export class SelfServiceReconciler {
  readonly #engine: Engine;
  readonly #random: () => number;
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #holder: string;
  #queue: JobQueue | undefined;
  readonly #stopping = new AbortController();
  readonly #atWork = new Map<string, Promise<ReconcileResult>>();
  readonly #wokenMeanwhile = new Set<string>();

  constructor(options: {
    engine: Engine;
    /** For jitter; in [0, 1). */
    random?: () => number;
    /** Waits between two looks in one pass; in tests the clock moves on instead. */
    sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  }) {
    this.#engine = options.engine;
    this.#random = options.random ?? Math.random;
    this.#sleep = options.sleep ?? sleep;
    this.#holder = options.engine.newId();
  }

  /** Begins to work on what the queue says is due, and has kinds watch. */
  async start(queue: JobQueue): Promise<void> {
    this.#queue = queue;
    await queue.start(async resourceId => {
      const result = await this.reconcileOnce(resourceId);
      if (result === 'not-now') {
        await this.#comeBack(queue, resourceId);
      }
    });
    const signal = this.#stopping.signal;
    for (const kind of this.#engine.kinds.list()) {
      kind.start?.(
        createKindHost({ engine: this.#engine, queue, kind, signal }),
        signal,
      );
    }
  }

  /** Begins nothing more, has what runs stop at the next place, and waits for it. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#queue?.stop();
    await Promise.allSettled(this.#atWork.values());
  }

  /**
   * One pass over one resource, if it is due and free. Never throws: what goes
   * wrong is in the rows and in the log.
   */
  async reconcileOnce(resourceId: string): Promise<ReconcileResult> {
    if (this.#stopping.signal.aborted) {
      return 'not-now';
    }
    if (this.#atWork.has(resourceId)) {
      this.#wokenMeanwhile.add(resourceId);
      return 'not-now';
    }
    const work = this.#reconcileUntilQuiet(resourceId);
    this.#atWork.set(resourceId, work);
    return work;
  }

  /**
   * The job that wakes it once more can come when its lease is given back and
   * the pass has not ended here yet; it would find nobody and not come again.
   */
  async #reconcileUntilQuiet(resourceId: string): Promise<ReconcileResult> {
    try {
      let result = await this.#reconcile(resourceId);
      while (this.#wokenMeanwhile.delete(resourceId)) {
        const next = await this.#reconcile(resourceId);
        result = next === 'not-now' ? result : next;
      }
      return result;
    } finally {
      // With no wait since the last look at who woke it.
      this.#wokenMeanwhile.delete(resourceId);
      this.#atWork.delete(resourceId);
    }
  }

  async #reconcile(resourceId: string): Promise<ReconcileResult> {
    let lease: Lease | undefined;
    try {
      lease = await Lease.take({
        engine: this.#engine,
        resourceId,
        holder: this.#holder,
        stopping: this.#stopping.signal,
      });
      if (!lease) {
        return 'not-now';
      }
      const nextRunAt = await this.#pass(lease);
      await lease.release({ nextRunAt, trouble: null });
      return 'looked';
    } catch (error) {
      return await this.#afterTrouble(lease, resourceId, error);
    }
  }

  /** @returns when to look again; null when nothing can ever happen */
  async #pass(lease: Lease): Promise<Date | null> {
    const engine = this.#engine;
    let stayedMs = 0;
    for (;;) {
      lease.signal.throwIfAborted();
      const { row, request } = await this.#read(lease);
      const pass: Pass = {
        engine,
        lease,
        kind: engine.kinds.get(row.kind),
        random: this.#random,
      };
      const outcome = await advance(pass, row, request);
      if (outcome.then === 'wait') {
        const waitMs = outcome.until
          ? outcome.until.getTime() - engine.now().getTime()
          : Infinity;
        if (waitMs > patienceMs || stayedMs > longestStayMs) {
          return outcome.until;
        }
        stayedMs += Math.max(waitMs, 1);
        await this.#sleep(Math.max(waitMs, 0), lease.signal);
      }
    }
  }

  async #read(lease: Lease) {
    const { knex } = this.#engine;
    const row = await knex<ResourceRow>('resources')
      .where({ id: lease.resourceId })
      .first();
    if (!row) {
      throw new Error(`The resource ${lease.resourceId} is gone`);
    }
    return { row, request: await findOpenRequest(knex, row.id) };
  }

  async #afterTrouble(
    lease: Lease | undefined,
    resourceId: string,
    error: unknown,
  ): Promise<ReconcileResult> {
    const { logger } = this.#engine;
    if (lease?.lost) {
      logger.info(`Another replica works on the resource ${resourceId} now`);
      lease.abandon();
      return 'lost';
    }
    const stopped = this.#stopping.signal.aborted;
    const trouble = stopped ? null : describeProblem(error).cause;
    if (trouble !== null) {
      logger.warn(
        `The resource ${resourceId} could not be looked at: ${trouble}`,
      );
    }
    try {
      await this.#giveBack(lease, trouble);
    } catch {
      // The lease runs out by itself; then it is due again.
      lease?.abandon();
    }
    return stopped ? 'stopped' : 'failed';
  }

  async #giveBack(
    lease: Lease | undefined,
    trouble: string | null,
  ): Promise<void> {
    if (!lease) {
      return;
    }
    const now = this.#engine.now();
    if (trouble === null) {
      await lease.release({ nextRunAt: now, trouble });
      return;
    }
    const { row } = await this.#read(lease);
    const delayMs = backoffDelay({
      ...retry,
      attempt: row.attempts + 1,
      random: this.#random(),
    });
    await lease.release({
      nextRunAt: new Date(now.getTime() + delayMs),
      trouble,
    });
  }

  /** Its clock may be behind the one of whoever woke it. */
  async #comeBack(queue: JobQueue, resourceId: string): Promise<void> {
    const { knex, logger } = this.#engine;
    try {
      const row = await knex<ResourceRow>('resources')
        .where({ id: resourceId })
        .first('next_run_at');
      // Due, and still not ours: whoever has it looks again before it ends.
      if (row?.next_run_at && row.next_run_at > this.#engine.now()) {
        await queue.enqueue(knex, [resourceId], row.next_run_at);
      }
    } catch (error) {
      logger.warn(
        `The next sweep has to find the resource ${resourceId}: ${
          describeProblem(error).cause
        }`,
      );
    }
  }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal });
}
