import { Knex } from 'knex';
import { oneReplicaAtATime } from './oneReplicaAtATime';

/**
 * Brings a plugin's tables to the newest version. Replicas that start together
 * wait for each other: knex alone fails the second one, and its lock, a row of
 * a table, stays locked when a replica is killed in the middle.
 *
 * @param directory - of the migrations
 */
export async function migrate(knex: Knex, directory: string): Promise<void> {
  await oneReplicaAtATime(knex, 'migrations', async () => {
    // Whoever locked it has ended, or we would still wait.
    await knex.migrate.forceFreeMigrationsLock({ directory });
    await knex.migrate.latest({ directory });
  });
}
