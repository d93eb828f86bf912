import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalPostgres } from '@slipway/launcher';
import type { PostgresConnection } from '@slipway/launcher';

/** A throw-away PostgreSQL. */
export interface TestPostgres {
  connection: PostgresConnection;
  /** The same as a URL, for `SLIPWAY_TEST_POSTGRES`. */
  url: string;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL in a temporary folder, about a second, with
 * durability off. Tests do not call this: they share one server through
 * `testDatabase`. Programs that need a database of their own (proofs,
 * benchmarks) do.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-postgres-'));
  // Run by root, PostgreSQL is another account that must get in here.
  await chmod(folder, 0o755);
  const remove = () => rm(folder, { recursive: true, force: true });
  const password = randomBytes(16).toString('hex');
  try {
    const server = await LocalPostgres.start({
      dataDirectory: join(folder, 'data'),
      password,
      durable: false,
    });
    const { connection } = server;
    const { user, host, port } = connection;
    return {
      connection,
      url: `postgresql://${user}:${password}@${host}:${port}/postgres`,
      async stop() {
        await server.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
