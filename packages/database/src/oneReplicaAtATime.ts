import { Knex } from 'knex';

/**
 * Acts under a lock of the database that the others wait for. It is gone with
 * the connection, so a replica that is cut off leaves nothing behind.
 *
 * The lock has a connection to itself: `act` needs another one of the pool.
 *
 * @param what - names the matter; locked in the schema the connection writes to
 */
export async function oneReplicaAtATime(
  knex: Knex,
  what: string,
  act: () => Promise<void>,
): Promise<void> {
  await knex.transaction(async trx => {
    await trx.raw(
      `SELECT pg_advisory_xact_lock(hashtext(current_schema() || ?))`,
      [` slipway ${what}`],
    );
    await act();
  });
}
