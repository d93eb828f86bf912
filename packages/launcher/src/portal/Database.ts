import { join } from 'node:path';
import type { DataDirectory } from '../data/DataDirectory';
import type { Secrets } from '../data/secrets';
import { LogTail } from '../logs/LogTail';
import { RotatingLog } from '../logs/RotatingLog';
import { LocalPostgres } from '../postgres';
import type { PostgresConnection } from '../postgres';
import { createDatabase } from '../postgres/createDatabase';

const NAME = 'slipway';

/** The portal's PostgreSQL with its log. */
export class Database {
  readonly connection: PostgresConnection;
  /** Settles when the server has ended; the text says why. */
  readonly exited: Promise<string>;
  readonly #server: LocalPostgres;
  readonly #log: RotatingLog;

  private constructor(server: LocalPostgres, log: RotatingLog, tail: LogTail) {
    this.#server = server;
    this.#log = log;
    this.connection = server.connection;
    this.exited = server.exited.then(() => tail.reason());
  }

  /** Starts the server and makes the portal's database. */
  static async start(data: DataDirectory, secrets: Secrets): Promise<Database> {
    const log = await RotatingLog.open({
      path: join(data.logs, 'postgres.log'),
    });
    const tail = new LogTail();
    const server = await LocalPostgres.start({
      dataDirectory: data.postgres,
      password: secrets.databasePassword,
      onLog: text => {
        log.write(text);
        tail.add(text);
      },
    });
    try {
      await createDatabase(server.connection, NAME);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return new Database(server, log, tail);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await this.#log.close();
  }
}
