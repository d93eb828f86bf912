import { FaultyProxy, TestKubernetes } from '@slipway/testing';
import { Knex } from 'knex';
import { plainScheduler } from './plainScheduler';
import { liveTarget, ProofPortal, startPortal } from './portal';

/** After how many moments it dies, and whether a last write still arrives. */
export type Fate = { moments: number; written: boolean };

/** A replica that dies by itself: from then on nothing that it does has effect. */
export type MortalPortal = ProofPortal & { readonly dead: boolean };

class Death extends Error {}

/**
 * Starts a replica that dies at a moment of its work: before a statement,
 * before or after a commit, before or after a write to the cluster.
 *
 * @param options.fate - undefined for one that lives
 */
export async function startMortalPortal(options: {
  database: string;
  cluster: TestKubernetes;
  fate: Fate | undefined;
}): Promise<MortalPortal> {
  const { cluster, fate, database } = options;
  const proxy = await FaultyProxy.start({ ...cluster, target: cluster.url });
  // It is born when it has started; until then nothing counts.
  const life = { left: Infinity };
  const dead = () => life.left < 0;
  const pass = () => {
    life.left -= 1;
    if (dead()) {
      throw new Death('The process died');
    }
  };
  if (fate) {
    proxy.fail(
      { type: fate.written ? 'lose-answer' : 'cut' },
      { when: ({ method }) => method !== 'GET' && !dead() && --life.left < 0 },
    );
    proxy.fail({ type: 'cut' }, { when: dead });
  }
  const portal = await startPortal({
    database,
    targets: [liveTarget(cluster, proxy.url)],
    seenAs: knex => mortal(knex, { pass, dead }),
    scheduler: plainScheduler,
  });
  life.left = fate?.moments ?? Infinity;
  return {
    ...portal,
    get dead() {
      return dead();
    },
    async stop() {
      life.left = -1;
      await proxy.stop();
      await portal.stop();
    },
  };
}

function mortal(knex: Knex, life: { pass(): void; dead(): boolean }): Knex {
  return new Proxy(knex, {
    apply(target, self, args) {
      life.pass();
      return Reflect.apply(target, self, args);
    },
    get(target, name, receiver) {
      if (name === 'raw' && life.dead()) {
        return () => {
          throw new Death('The process died');
        };
      }
      if (name !== 'transaction') {
        return Reflect.get(target, name, receiver);
      }
      return async (
        act: (trx: Knex.Transaction) => Promise<unknown>,
        ...rest: []
      ) => {
        life.pass();
        const result = await target.transaction(async trx => {
          const value = await act(trx);
          life.pass();
          return value;
        }, ...rest);
        life.pass();
        return result;
      };
    },
  });
}
