import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import knexFactory, { Knex } from 'knex';

const lockName = 'slipway: the start of a replica';

/** Held from before any plugin starts until all have. */
const startLock = createServiceRef<{ release(): Promise<void> }>({
  id: 'slipway.start-lock',
  scope: 'root',
});

/**
 * Has the replicas of a backend start one after the other. At its start each
 * plugin, Backstage's own too, makes or migrates its tables, and of two that do
 * so at once on the same schema one fails.
 *
 * The lock is PostgreSQL's and belongs to a connection: a replica that is
 * killed while it starts keeps nobody waiting.
 */
export const replicasStartInTurn = createServiceFactory({
  service: startLock,
  initialization: 'always',
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  async factory({ config, lifecycle, logger }) {
    const knex = connect(config.getConfig('backend.database'), logger);
    const release = async () => knex?.destroy();
    if (knex) {
      await takeTurn(knex, logger);
    }
    lifecycle.addStartupHook(release);
    lifecycle.addShutdownHook(release);
    return { release };
  },
});

/** @returns undefined where only Backstage knows how to log in */
function connect(database: Config, logger: LoggerService): Knex | undefined {
  const { type, ...connection } = readConnection(database);
  if (type !== undefined && type !== 'default') {
    logger.info(
      `backend.database.connection.type is ${type}: replicas that start at the same time do not wait for each other; one that fails is to be started again`,
    );
    return undefined;
  }
  // One that is always kept: the lock goes with an idle connection.
  return knexFactory({ client: 'pg', connection, pool: { min: 1, max: 1 } });
}

function readConnection(
  database: Config,
): Knex.PgConnectionConfig & { type?: string } {
  const connection = database.get<
    string | (Knex.PgConnectionConfig & { type?: string })
  >('connection');
  return typeof connection === 'string'
    ? { connectionString: connection }
    : connection;
}

async function takeTurn(knex: Knex, logger: LoggerService): Promise<void> {
  const { rows } = await knex.raw(
    'SELECT pg_try_advisory_lock(hashtext(?)) AS mine',
    [lockName],
  );
  if (!rows[0].mine) {
    logger.info('Waiting for another replica that starts');
    await knex.raw('SELECT pg_advisory_lock(hashtext(?))', [lockName]);
  }
}
