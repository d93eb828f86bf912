import { randomBytes } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { connect, ensureTemplate } from './templates';

/** Options of `testDatabase`. */
export interface TestDatabaseOptions {
  /** Absolute path of the migrations folder. Without it: an empty database. */
  migrations?: string;
}

/** A database of this test file's own. */
export interface TestDatabase {
  /** The connection pool; the first call makes the database. */
  knex(): Promise<Knex>;
  /** The database's URL, for code that opens its own connection. */
  url(): Promise<string>;
  /** Throws the database away: the next `knex()` is a fresh copy. */
  reset(): Promise<void>;
}

interface Open {
  knex: Knex;
  url: string;
  name: string;
}

/**
 * A real PostgreSQL database for one test file: a copy of a template in
 * which the migrations ran once for the whole test run. It is made when it
 * is first asked for, and dropped after the file's last test.
 *
 * @example
 * const database = testDatabase({ migrations });
 * it('keeps what it is given', async () => {
 *   const store = new FactStore(await database.knex());
 * });
 */
export function testDatabase(options: TestDatabaseOptions = {}): TestDatabase {
  let open: Promise<Open> | undefined;
  const opened = () => {
    open ??= createCopy(options.migrations);
    return open;
  };
  const drop = async () => {
    const current = open;
    open = undefined;
    if (current) {
      await dropCopy(await current);
    }
  };
  afterAll(drop);
  return {
    knex: async () => (await opened()).knex,
    url: async () => (await opened()).url,
    reset: drop,
  };
}

async function createCopy(migrations: string | undefined): Promise<Open> {
  const server = serverUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withAdmin(server, async admin => {
    const template = migrations
      ? await ensureTemplate(admin, server, migrations)
      : 'template1';
    await admin.raw('create database ?? template ??', [name, template]);
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { name, url: url.toString(), knex: connect(server, name) };
}

async function dropCopy({ knex, name }: Open) {
  await knex.destroy();
  // `force` ends connections that a failed test left open.
  await withAdmin(serverUrl(), admin =>
    admin.raw('drop database if exists ?? with (force)', [name]),
  );
}

async function withAdmin<T>(server: string, use: (admin: Knex) => Promise<T>) {
  const admin = connect(server, 'postgres');
  try {
    return await use(admin);
  } finally {
    await admin.destroy();
  }
}

function serverUrl() {
  const url = process.env.SLIPWAY_TEST_POSTGRES;
  if (!url) {
    throw new NotFoundError(
      'There is no test database: SLIPWAY_TEST_POSTGRES is not set. The global setup of the tests sets it: run them with `npm test` or `backstage-cli package test`.',
    );
  }
  return url;
}
