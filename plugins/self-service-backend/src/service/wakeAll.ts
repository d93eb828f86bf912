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
    const rows: Array<{ id: string }> = await engine
      .knex('resources')
      .whereIn('state', standingStates)
      .where('id', '>', after)
      .orderBy('id')
      .limit(atOnce)
      .select('id');
    for (const { id } of rows) {
      await engine.wakeUps.wake(engine.knex, id);
    }
    woken += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) {
      return woken;
    }
    after = last.id;
  }
}
