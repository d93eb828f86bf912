import { standingStates } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';

/** What a team pays a month; the same shape as rules read it in. */
export type Commitment = {
  /** A decimal, of what has a price. */
  amount: string;
  /** The skus without a price, in order. */
  unknown: string[];
};

const countedStates = [
  ...standingStates,
  'judged',
  'waiting-for-approval',
  'approved',
];

/**
 * What a team's resources cost a month as far as it is known, and the skus
 * without a price among them: what stands, what was accepted and is still to be
 * made, and what is on its way to the team. Where a change is on its way the
 * larger of both costs counts, as with quotas.
 *
 * @param options.except - the resource that a request is about
 */
export async function readCommitment(
  knex: Knex,
  options: { team: string; except: string },
): Promise<Commitment> {
  const { team, except } = options;
  const { rows } = await knex.raw<{
    rows: Array<{ amount: string; unknown: string[][] }>;
  }>(
    `WITH open AS (
       SELECT resource_id, cost, desired->>'team' AS team FROM requests
       WHERE state NOT IN ('draft', 'done', 'cancelled')
     ), costs AS (
       SELECT
         greatest(
           (r.cost->>'amount')::numeric, (open.cost->>'amount')::numeric
         ) AS amount,
         coalesce(r.cost->'unknown', '[]')
           || coalesce(open.cost->'unknown', '[]') AS unknown
       FROM resources r LEFT JOIN open ON open.resource_id = r.id
       WHERE r.state = ANY (:states) AND r.id <> :except AND r.id IN (
         SELECT id FROM resources WHERE team = :team
         UNION SELECT resource_id FROM open WHERE team = :team
       )
     )
     SELECT coalesce(sum(amount), 0)::text AS amount,
       coalesce(
         jsonb_agg(unknown) FILTER (WHERE jsonb_array_length(unknown) > 0), '[]'
       ) AS unknown
     FROM costs`,
    { team, except, states: countedStates },
  );
  const [{ amount, unknown }] = rows;
  return { amount, unknown: [...new Set(unknown.flat())].sort() };
}

/**
 * Lets the requests of a team be accepted one after the other, until the end of
 * the transaction: each sees what those before it cost.
 */
export async function lockCommitment(trx: Knex, team: string): Promise<void> {
  await trx.raw(
    `SELECT pg_advisory_xact_lock(hashtext('slipway budget'), hashtext(?))`,
    [team],
  );
}
