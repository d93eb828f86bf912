import { standingStates } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';

/** How many resources stand, or partly stand, in each target. */
export async function countByTarget(knex: Knex): Promise<Map<string, number>> {
  const rows: Array<{ target: string; resources: string }> = await knex(
    'resources',
  )
    .whereIn('state', standingStates)
    .groupBy('target')
    .select('target')
    .count({ resources: '*' });
  return new Map(
    rows.map(({ target, resources }) => [target, Number(resources)]),
  );
}
