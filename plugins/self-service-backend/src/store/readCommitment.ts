import { standingStates } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';

/**
 * What a team's resources cost a month, as far as it is known, and of how many
 * it is not: what stands, and what was accepted and is still to be made.
 */
export async function readCommitment(
  knex: Knex,
  options: { team: string; except: string },
): Promise<{ amount: string; unknown: number }> {
  const [row] = await knex('resources')
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
        `(count(*) FILTER (WHERE cost->>'amount' IS NULL))::int AS unknown`,
      ),
    );
  return row;
}
