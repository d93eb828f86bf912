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
  const admin = connect(url);
  try {
    await admin.raw('create database ??', [name]).catch(cause => {
      throw new Error(`No database can be made there: ${reasonOf(cause)}`, {
        cause,
      });
    });
    const own = new URL(url);
    own.pathname = `/${name}`;
    const knex = connect(own.toString());
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

/** Errors are thrown; knex would also print them. */
function connect(url: string): Knex {
  const silent = () => undefined;
  const log = { warn: silent, error: silent, deprecate: silent, debug: silent };
  return createKnex({ client: 'pg', connection: url, log });
}

/** A refused connection to several addresses has no message of its own. */
function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  return first instanceof Error ? first.message : String(first);
}
