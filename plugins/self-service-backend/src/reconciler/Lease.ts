import { Knex } from 'knex';
import { LeaseLostError } from '@slipway/plugin-self-service-node';
import { Duration } from 'luxon';
import { Engine } from '../ports';
import { claimLease, lockUnderFence, renewLease } from '../store/leases';
import { ResourceRow } from '../store/rows';
import { withJson } from '../store/withJson';
import { mergeConditions } from './conditions';

/** PostgreSQL: a deadlock or a serialisation failure; the same again helps. */
const repeatableFailures = ['40P01', '40001'];

/**
 * The right to work on one resource. It is renewed while it is held; when
 * another replica took over meanwhile, `signal` aborts and every write is
 * refused, so that one that was stopped for a while and goes on changes nothing.
 */
export class Lease {
  /** Aborts when the lease is lost or the replica stops. */
  readonly signal: AbortSignal;
  readonly resourceId: string;
  readonly fence: string;
  readonly #engine: Engine;
  readonly #leaseMs: number;
  readonly #dueAgainAt: Date;
  readonly #losing = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  #confirmedAt = performance.now();
  #asserting: Promise<void> | undefined;

  private constructor(options: {
    engine: Engine;
    row: ResourceRow;
    leaseMs: number;
    dueAgainAt: Date;
    stopping: AbortSignal;
  }) {
    this.#engine = options.engine;
    this.#leaseMs = options.leaseMs;
    this.#dueAgainAt = options.dueAgainAt;
    this.resourceId = options.row.id;
    this.fence = options.row.fence;
    this.signal = AbortSignal.any([this.#losing.signal, options.stopping]);
    this.#heartbeat = setInterval(() => {
      this.#renew().catch(() => this.#doubt());
    }, this.#leaseMs / 3);
    this.#heartbeat.unref();
  }

  /** @returns undefined when the resource is not due or somebody else's */
  static async take(options: {
    engine: Engine;
    resourceId: string;
    holder: string;
    stopping: AbortSignal;
  }): Promise<Lease | undefined> {
    const { engine, resourceId, holder, stopping } = options;
    const leaseMs = Duration.fromISO(
      engine.settings.reconciler.lease,
    ).toMillis();
    const now = engine.now();
    const dueAgainAt = new Date(now.getTime() + leaseMs);
    const row = await claimLease(engine.knex, {
      resourceId,
      holder,
      leaseMs,
      now,
      dueAgainAt,
    });
    return row && new Lease({ engine, row, leaseMs, dueAgainAt, stopping });
  }

  get lost(): boolean {
    return this.#losing.signal.aborted;
  }

  /**
   * Writes under the resource's lock, and only while the lease holds.
   *
   * @param act - is given the row as it is now; may run again after a deadlock
   * @throws LeaseLostError when another replica has taken over
   */
  async write<T>(act: (trx: Knex, row: ResourceRow) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#engine.knex.transaction(async trx => {
          const row = await lockUnderFence(trx, this);
          if (!row) {
            throw this.#lose();
          }
          return act(trx, row);
        });
      } catch (error) {
        if (attempt === 3 || !isRepeatable(error)) {
          throw error;
        }
      }
    }
  }

  /**
   * The process may be stopped while the answer is on its way: what it says is
   * then of the past, and is asked for again.
   *
   * @throws LeaseLostError when another replica has taken over
   */
  async assert(): Promise<void> {
    // Writes that begin together need no more than one answer.
    this.#asserting ??= this.#confirm().finally(() => {
      this.#asserting = undefined;
    });
    return this.#asserting;
  }

  async #confirm(): Promise<void> {
    this.#losing.signal.throwIfAborted();
    await this.#renew();
    if (this.#hasRunOut()) {
      await this.#renew();
    }
    this.#losing.signal.throwIfAborted();
    if (this.#hasRunOut()) {
      throw this.#lose();
    }
  }

  /**
   * Gives it back. A wake-up that came meanwhile is not forgotten: it is due
   * then, whatever was found before it.
   *
   * @param nextRunAt - null when nothing can ever happen
   * @param trouble - what kept the pass from its end, if something did
   */
  async release(options: {
    nextRunAt: Date | null;
    trouble: string | null;
  }): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.write(async (trx, row) => {
      const woken =
        row.next_run_at?.getTime() === this.#dueAgainAt.getTime()
          ? null
          : row.next_run_at;
      const nextRunAt = earlier(woken, options.nextRunAt);
      await trx<ResourceRow>('resources')
        .where({ id: row.id })
        .update(
          withJson({
            lease_holder: null,
            lease_until: null,
            next_run_at: nextRunAt,
            attempts: options.trouble === null ? 0 : row.attempts + 1,
            ...this.#lookedAt(row, options.trouble),
          }),
        );
      if (nextRunAt) {
        await this.#engine.wakeUps.enqueue(trx, [row.id], nextRunAt);
      }
    });
  }

  /** Said only where there is, or was, something to say. */
  #lookedAt(
    row: ResourceRow,
    trouble: string | null,
  ): Pick<ResourceRow, 'conditions'> | undefined {
    const former = row.conditions.find(({ type }) => type === 'LookedAt');
    if (trouble === null && former?.status !== 'false') {
      return undefined;
    }
    const condition =
      trouble === null
        ? { status: 'true' as const, reason: 'Done', message: '' }
        : { status: 'false' as const, reason: 'Trouble', message: trouble };
    const conditions = mergeConditions(
      row.conditions,
      [{ type: 'LookedAt', ...condition }],
      this.#engine.now(),
    );
    return { conditions };
  }

  /** Stops renewing without a word, as a replica that dies does. */
  abandon(): void {
    clearInterval(this.#heartbeat);
  }

  async #renew(): Promise<void> {
    const askedAt = performance.now();
    const renewed = await renewLease(this.#engine.knex, {
      resourceId: this.resourceId,
      fence: this.fence,
      leaseMs: this.#leaseMs,
    });
    if (renewed) {
      this.#confirmedAt = Math.max(this.#confirmedAt, askedAt);
    } else {
      this.#lose();
    }
  }

  /** The database does not answer: by now somebody else may have it. */
  #doubt(): void {
    if (this.#hasRunOut()) {
      this.#lose();
    }
  }

  /** Unless it was renewed without our knowing. */
  #hasRunOut(): boolean {
    return performance.now() - this.#confirmedAt >= this.#leaseMs;
  }

  #lose(): LeaseLostError {
    const error = new LeaseLostError(
      'Another replica works on this resource now',
    );
    this.#losing.abort(error);
    clearInterval(this.#heartbeat);
    return error;
  }
}

export function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) {
    return a ?? b;
  }
  return a <= b ? a : b;
}

function isRepeatable(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    repeatableFailures.some(code => code === error.code)
  );
}
