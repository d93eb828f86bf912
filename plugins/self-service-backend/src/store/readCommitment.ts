import { standingStates } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';

/**
 * What a team's resources cost a month as far as it is known, as a decimal, and
 * the skus without a price among them: what stands, and what was accepted and
 * is still to be made.
 */
export async function readCommitment(
  knex: Knex,
  options: { team: string; except: string },
): Promise<{ amount: string; unknown: string[] }> {
  const rows: Array<{ amount: string; unknown: string[][] }> = await knex(
    'resources',
  )
    .where({ team: options.team })
    .whereNot({ id: options.except })
    .whereIn('state', [
      ...standingStates,
      'judged',
      'waiting-for-approval',
      'approved',
    ])
    .select(
      knex.raw(`coalesce(sum((cost->>'amount')::numeric), 0)::text AS amount`),
      knex.raw(
        `coalesce(jsonb_agg(cost->'unknown') FILTER (
           WHERE jsonb_array_length(cost->'unknown') > 0), '[]') AS unknown`,
      ),
    );
  const [{ amount, unknown }] = rows;
  return { amount, unknown: [...new Set(unknown.flat())].sort() };
}
