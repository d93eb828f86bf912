import { standingStates } from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';

const atOnce = 500;

/**
 * Has every resource that stands looked at now.
 *
 * @returns how many
 */
export async function wakeAll(
  engine: Pick<Engine, 'knex' | 'wakeUps'>,
): Promise<number> {
  let woken = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const ids: string[] = await engine
      .knex('resources')
      .whereIn('state', standingStates)
      .where('id', '>', after)
      .orderBy('id')
      .limit(atOnce)
      .pluck('id');
    await engine.knex.transaction(trx => engine.wakeUps.wakeAll(trx, ids));
    woken += ids.length;
    const last = ids.at(-1);
    if (last === undefined || ids.length < atOnce) {
      return woken;
    }
    after = last;
  }
}
