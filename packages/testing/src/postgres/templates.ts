import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import knexFactory from 'knex';
import type { Knex } from 'knex';

const CLIENT = 'pg';

/** A knex on one database of the test server. */
export function connect(url: string, database: string): Knex {
  const target = new URL(url);
  target.pathname = `/${database}`;
  return knexFactory({
    client: CLIENT,
    connection: target.toString(),
    pool: { min: 0, max: 5 },
  });
}

/**
 * The name of a database that has the migrations applied, made on first use
 * in a test run and shared by every file and worker after that. Its name
 * carries the migrations' content, so edited migrations get a new one.
 *
 * @param admin - a knex on the server's `postgres` database
 */
export async function ensureTemplate(
  admin: Knex,
  url: string,
  migrations: string,
): Promise<string> {
  const hash = await hashOf(migrations);
  const name = `template_${hash}`;
  // Workers that come at the same time wait here for the first one.
  await admin.transaction(async trx => {
    const key = Number.parseInt(hash.slice(0, 8), 16) % 2 ** 31;
    await trx.raw('select pg_advisory_xact_lock(?)', [key]);
    const found = await admin('pg_database').where({ datname: name }).first();
    if (!found) {
      await makeTemplate(admin, url, name, migrations);
    }
  });
  return name;
}

async function makeTemplate(
  admin: Knex,
  url: string,
  name: string,
  migrations: string,
) {
  const draft = `draft_${name}`;
  await admin.raw('drop database if exists ??', [draft]);
  await admin.raw('create database ??', [draft]);
  const knex = connect(url, draft);
  try {
    await knex.migrate.latest({ directory: migrations });
  } finally {
    await knex.destroy();
  }
  await admin.raw('alter database ?? rename to ??', [draft, name]);
}

async function hashOf(directory: string) {
  const hash = createHash('sha256');
  const names = (await readdir(directory)).sort();
  for (const name of names) {
    hash.update(`${name}\0`).update(await readFile(join(directory, name)));
  }
  return hash.digest('hex').slice(0, 32);
}
