import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { testDatabase } from './testDatabase';

const migration = (table: string) => `
exports.up = knex => knex.schema.createTable('${table}', table => {
  table.increments('id');
  table.text('name').notNullable();
});
exports.down = knex => knex.schema.dropTable('${table}');
`;

describe('testDatabase', () => {
  const migrations = mkdtemp(join(tmpdir(), 'slipway-migrations-'));
  let directory = '';

  beforeAll(async () => {
    directory = await migrations;
    await writeFile(join(directory, '20240101000000_a.js'), migration('boats'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('copies a migrated database, afresh after a reset', async () => {
    const database = withoutHooks(() =>
      testDatabase({ migrations: directory }),
    );
    const knex = await database.knex();
    await knex('boats').insert({ name: 'Ketch' });
    expect(await knex('boats').pluck('name')).toEqual(['Ketch']);
    expect(await database.knex()).toBe(knex);

    await database.reset();
    const again = await database.knex();
    expect(await again('boats').pluck('name')).toEqual([]);
    await database.reset();
  });

  it('makes a new template when the migrations change', async () => {
    const before = withoutHooks(() => testDatabase({ migrations: directory }));
    await before.knex();
    await writeFile(join(directory, '20240102000000_b.js'), migration('oars'));
    const after = withoutHooks(() => testDatabase({ migrations: directory }));

    const has = async (database: typeof before) =>
      (await database.knex()).schema.hasTable('oars');
    expect(await has(before)).toBe(false);
    expect(await has(after)).toBe(true);
    await Promise.all([before.reset(), after.reset()]);
  });

  it('gives parallel callers the same template and separate copies', async () => {
    const databases = [1, 2, 3, 4].map(() =>
      withoutHooks(() => testDatabase({ migrations: directory })),
    );
    const urls = await Promise.all(databases.map(database => database.url()));
    expect(new Set(urls).size).toBe(4);
    await Promise.all(databases.map(database => database.reset()));
  });

  it('drops its database, even when a connection was left open', async () => {
    const database = withoutHooks(() => testDatabase());
    const url = await database.url();
    const stray = new Client(url);
    await stray.connect();
    const errors: string[] = [];
    stray.on('error', error => errors.push(error.message));
    await database.reset();
    expect(errors.join()).toMatch(/terminat/);
    await expect(new Client(url).connect()).rejects.toThrow('does not exist');
  });
});

/** Leaves the cleaning up to the test, which is in a test already. */
function withoutHooks<T>(make: () => T): T {
  const original = globalThis.afterAll;
  globalThis.afterAll = () => undefined;
  try {
    return make();
  } finally {
    globalThis.afterAll = original;
  }
}
