import { randomBytes } from 'node:crypto';
import { startTestPostgres } from '@slipway/testing';
import createKnex, { Knex } from 'knex';

/**
 * Runs something on an empty database that is made for it and dropped after:
 * on the server at `url`, or on a throw-away one.
 */
export async function withOwnDatabase<T>(
  url: string | undefined,
  run: (knex: Knex) => Promise<T>,
): Promise<T> {
  if (url) {
    return onServer(url, run);
  }
  const server = await startTestPostgres();
  try {
    return await onServer(server.url, run);
  } finally {
    await server.stop();
  }
}

async function onServer<T>(
  url: string,
  run: (knex: Knex) => Promise<T>,
): Promise<T> {
  const name = `slipway_check_${randomBytes(6).toString('hex')}`;
  const admin = createKnex({ client: 'pg', connection: url });
  try {
    await admin.raw('create database ??', [name]);
    const own = new URL(url);
    own.pathname = `/${name}`;
    const knex = createKnex({ client: 'pg', connection: own.toString() });
    try {
      return await run(knex);
    } finally {
      await knex.destroy();
      await admin.raw('drop database if exists ?? with (force)', [name]);
    }
  } finally {
    await admin.destroy();
  }
}
