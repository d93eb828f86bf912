import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { testDatabase } from '@slipway/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { replicasStartInTurn } from './replicasStartInTurn';

const database = testDatabase();
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  await writeFile(
    join(directory, '1_things.js'),
    `exports.up = async knex => {
      await knex.raw('SELECT pg_sleep(0.2)');
      await knex.schema.createTable('things', table => table.text('name'));
    };
    exports.down = knex => knex.schema.dropTable('things');`,
  );
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** A plugin that makes its tables as Backstage's own do. */
const plugin = createBackendPlugin({
  pluginId: 'things',
  register(env) {
    env.registerInit({
      deps: { database: coreServices.database },
      async init(deps) {
        const knex = await deps.database.getClient();
        await knex.migrate.latest({ directory });
      },
    });
  },
});

const startReplica = async () =>
  startTestBackend({
    features: [
      replicasStartInTurn,
      databaseServiceFactory,
      plugin,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            listen: { port: 0, host: '127.0.0.1' },
            database: {
              client: 'pg',
              connection: { connectionString: await database.url() },
              pluginDivisionMode: 'schema',
            },
          },
        },
      }),
    ],
  });

it('has replicas that start at once on an empty database wait for each other', async () => {
  const started = await Promise.all([1, 2, 3].map(startReplica));
  const knex = await database.knex();
  expect(await knex('things.things')).toEqual([]);
  await Promise.all(started.map(replica => replica.stop()));
});

it('does not wait for one that was cut off while it started', async () => {
  const cutOff = new Client({ connectionString: await database.url() });
  cutOff.on('error', () => undefined);
  await cutOff.connect();
  await cutOff.query(
    `SELECT pg_advisory_lock(hashtext('slipway: the start of a replica'))`,
  );
  const starting = startReplica();
  const knex = await database.knex();
  const waits = async () =>
    (await knex('pg_locks').where({ locktype: 'advisory', granted: false }))
      .length > 0;
  while (!(await waits())) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  await knex.raw(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted`,
  );
  const started = await starting;
  expect(await knex('things.things')).toEqual([]);
  await started.stop();
  await cutOff.end().catch(() => undefined);
});
