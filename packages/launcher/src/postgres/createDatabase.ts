import { Client } from 'pg';
import type { PostgresConnection } from './LocalPostgres';

/** Makes a database unless it is there. */
export async function createDatabase(
  connection: PostgresConnection,
  name: string,
): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query(
      'select 1 from pg_database where datname = $1',
      [name],
    );
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}
