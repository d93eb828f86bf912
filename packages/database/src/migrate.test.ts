import { testDatabase } from '@slipway/testing';
import knexFactory, { Knex } from 'knex';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from './migrate';

const database = testDatabase();
let directory: string;
let replicas: Knex[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  await writeFile(
    join(directory, '1_things.js'),
    `exports.up = async knex => {
      await knex.schema.createTable('things', table => table.text('name'));
      await knex('things').insert({ name: 'made once' });
    };
    exports.down = knex => knex.schema.dropTable('things');`,
  );
  const knex = await database.knex();
  await knex.raw(
    'DROP TABLE IF EXISTS things, knex_migrations, knex_migrations_lock',
  );
  const connection = await database.url();
  replicas = Array.from({ length: 5 }, () =>
    knexFactory({ client: 'pg', connection, pool: { min: 0, max: 2 } }),
  );
});

afterEach(async () => {
  await Promise.all(replicas.map(replica => replica.destroy()));
  await rm(directory, { recursive: true, force: true });
});

it('lets replicas that start at once on no tables wait for each other', async () => {
  await Promise.all(replicas.map(replica => migrate(replica, directory)));
  expect(await replicas[0]('things')).toEqual([{ name: 'made once' }]);
});

it('goes on where a replica was killed while it migrated', async () => {
  const [knex] = replicas;
  await migrate(knex, directory);
  await writeFile(
    join(directory, '2_more.js'),
    `exports.up = knex => knex('things').insert({ name: 'second' });
    exports.down = knex => knex('things').where({ name: 'second' }).del();`,
  );
  await knex('knex_migrations_lock').update({ is_locked: 1 });
  await migrate(knex, directory);
  expect(await knex('things').pluck('name')).toEqual(['made once', 'second']);
});
