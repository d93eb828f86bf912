import { Knex } from 'knex';
import { ResourceRow } from '../store/rows';
import { TestEngine } from './engine';
import { testReconciler } from './reconcilers';

/** What is thrown in a process that dies: nobody catches and goes on. */
export class Crash extends Error {}

/** A life of so many moments: each query, commit and effect is one. */
export class Life {
  moments = 0;
  readonly #length: number;

  constructor(length: number) {
    this.#length = length;
  }

  get over(): boolean {
    return this.moments > this.#length;
  }

  /** @throws Crash from its last moment on */
  pass(): void {
    this.moments += 1;
    if (this.over) {
      throw new Crash('The process died');
    }
  }
}

/**
 * The database as a process sees it that may die before any statement, before
 * a commit, and after it, and that does nothing more once it is dead.
 */
export function mortalKnex(knex: Knex, life: Life): Knex {
  return new Proxy(knex, {
    apply(target, self, args) {
      life.pass();
      return Reflect.apply(target, self, args);
    },
    get(target, name, receiver) {
      if (name !== 'transaction') {
        return Reflect.get(target, name, receiver);
      }
      return async (act: (trx: Knex.Transaction) => Promise<unknown>) => {
        life.pass();
        const result = await target.transaction(async trx => {
          const value = await act(trx);
          life.pass();
          return value;
        });
        life.pass();
        return result;
      };
    },
  });
}

/** The process that comes next finds the lease of the dead one run out. */
export async function endLeases(knex: Knex): Promise<void> {
  await knex('resources')
    .whereNotNull('lease_until')
    .update({
      lease_until: knex.raw(`clock_timestamp() - interval '1 second'`),
    });
}

/**
 * Passes until nothing is due within a minute, by processes that die one after
 * the other; the last one lives.
 *
 * @param lives - moments of each process that dies
 * @returns moments that the last one needed
 */
export async function settleThroughCrashes(
  engine: TestEngine,
  lives: number[],
): Promise<number> {
  for (const length of [...lives, Infinity]) {
    const life = new Life(length);
    const knex = mortalKnex(engine.knex, life);
    const reconciler = testReconciler({ ...engine, knex });
    engine.store.before = () => life.pass();
    engine.store.after = () => life.pass();
    const rests = await settleWhile(engine, reconciler, () => !life.over);
    engine.store.before = undefined;
    engine.store.after = undefined;
    if (rests) {
      return life.moments;
    }
    await endLeases(engine.knex);
  }
  throw new Error('The last one lives');
}

async function settleWhile(
  engine: TestEngine,
  reconciler: ReturnType<typeof testReconciler>,
  alive: () => boolean,
): Promise<boolean> {
  const end = engine.clock.now.getTime() + 60_000;
  for (let passes = 0; passes < 100; passes++) {
    const next = await engine
      .knex<ResourceRow>('resources')
      .whereNotNull('next_run_at')
      .orderBy(['next_run_at', 'name'])
      .first();
    if (!next?.next_run_at || next.next_run_at.getTime() > end) {
      return true;
    }
    if (next.next_run_at > engine.clock.now) {
      engine.clock.now = next.next_run_at;
    }
    await reconciler.reconcileOnce(next.id);
    if (!alive()) {
      return false;
    }
  }
  throw new Error('It never comes to rest');
}
