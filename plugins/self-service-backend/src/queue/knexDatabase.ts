import { Knex } from 'knex';
import { Db, fromKnex } from 'pg-boss';

/** What is used of a connection of node-postgres outside knex's pool. */
type Connection = {
  query(sql: string): Promise<unknown>;
  on(event: 'notification', act: (message: { payload?: string }) => void): void;
  on(event: 'error' | 'end', act: () => void): void;
  removeAllListeners(): void;
  end(): Promise<void>;
};

const reconnectAfterMs = 5000;

class Listener {
  readonly #knex: Knex;
  readonly #channel: string;
  readonly #onNotification: (payload: string) => void;
  readonly #onReconnect: () => void;
  #connection: Connection | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    knex: Knex,
    channel: string,
    onNotification: (payload: string) => void,
    onReconnect: () => void,
  ) {
    this.#knex = knex;
    this.#channel = channel;
    this.#onNotification = onNotification;
    this.#onReconnect = onReconnect;
  }

  async connect(): Promise<void> {
    const connection: Connection =
      await this.#knex.client.acquireRawConnection();
    if (this.#closed) {
      await connection.end();
      return;
    }
    this.#connection = connection;
    connection.on('error', () => this.#lose(connection));
    connection.on('end', () => this.#lose(connection));
    connection.on('notification', ({ payload }) => {
      if (payload !== undefined) {
        this.#onNotification(payload);
      }
    });
    await connection.query(`LISTEN "${this.#channel}"`);
    this.#onReconnect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection) {
      connection.removeAllListeners();
      await connection.end();
    }
  }

  #lose(connection: Connection): void {
    if (this.#closed || this.#connection !== connection) {
      return;
    }
    this.#connection = undefined;
    connection.removeAllListeners();
    // A connection that is ending may still say so; nobody is there to hear.
    connection.on('error', () => undefined);
    connection.end().catch(() => undefined);
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    this.#timer = setTimeout(() => {
      this.connect().catch(() => {
        if (!this.#closed) {
          this.#reconnectLater();
        }
      });
    }, reconnectAfterMs);
    this.#timer.unref();
  }
}

/**
 * pg-boss on the plugin's own connections, with one more that listens, so that
 * a job is begun when the transaction that sent it commits and not at the next
 * poll. Where nothing can be listened to, as behind a pooler of transactions,
 * polling is what is left.
 */
export function knexDatabase(knex: Knex): Db {
  return {
    ...fromKnex(knex),
    async listen(channel, onNotification, onReconnect) {
      const listener = new Listener(knex, channel, onNotification, onReconnect);
      await listener.connect();
      return { close: () => listener.close() };
    },
  };
}
