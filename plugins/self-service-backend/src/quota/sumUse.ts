import { Quota, QuotaUse } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';

/** Where a reservation names what a limit of a scope is for. */
export const subjectColumns = {
  team: 'team',
  'environment-class': 'environment_class',
  'cost-center': 'cost_center',
} as const;

/**
 * What is held against a limit by others than one resource, and by it. A
 * resource that is on its way from one team to another holds on both; where
 * both count together it counts once.
 *
 * @param subject - whose account, where the limit is for each one apart
 */
export async function sumUse(
  knex: Knex,
  options: { quota: Quota; subject: string; resourceId: string | null },
): Promise<QuotaUse & { own: string }> {
  const { quota, subject, resourceId } = options;
  const perResource = knex('reservations')
    .where({ metric: quota.metric, [subjectColumns[quota.scope]]: subject })
    .modify(query => {
      if (quota.environmentClass !== null) {
        query.where({ environment_class: quota.environmentClass });
      }
    })
    .groupBy('resource_id')
    .select('resource_id')
    .max({ quantity: 'quantity' })
    .select(knex.raw('bool_and(paused) AS paused'))
    .as('held');
  const [sums] = await knex
    .from(perResource)
    .select(
      knex.raw(
        `coalesce(sum(quantity) FILTER (WHERE NOT paused AND resource_id IS DISTINCT FROM ?), 0) AS used`,
        [resourceId],
      ),
      knex.raw(`coalesce(sum(quantity) FILTER (WHERE paused), 0) AS paused`),
      knex.raw(
        `coalesce(sum(quantity) FILTER (WHERE NOT paused AND resource_id = ?), 0) AS own`,
        [resourceId],
      ),
    );
  return { used: sums.used, paused: sums.paused, own: sums.own };
}
