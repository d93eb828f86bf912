import type { ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ForwardedError } from '@backstage/errors';
import { stopProcess } from '../processes/stop';
import type { StopPlan } from '../processes/stop';
import { chooseAccount, spawnAs } from './account';
import type { PostgresAccount } from './account';
import { findPostgresBinaries } from './binaries';
import { freePort } from './freePort';
import { initialise } from './initialise';
import { findServer, readLockFile, removeStaleLockFile } from './lockFile';
import { serverArguments } from './settings';

/** Options of `LocalPostgres.start`. */
export interface LocalPostgresOptions {
  /** Made when missing; its parent must be writable. */
  dataDirectory: string;
  /** The superuser's password, used when the data folder is made. */
  password: string;
  /**
   * `false` gives up safety after a crash for speed (tests only).
   * Default `true`.
   */
  durable?: boolean;
  /** Each piece of the server's log as it comes, unchanged. */
  onLog?: (text: string) => void;
}

/** How to reach the server, in the shape that `pg` and `knex` take. */
export interface PostgresConnection {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** How the server ended. */
export interface LocalPostgresExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

const START_LIMIT_MS = 120_000;
const PORT_TRIES = 5;
const LOG_TAIL = 4000;

/** SIGINT is PostgreSQL's fast shutdown, SIGQUIT its emergency stop. */
const STOP_PLAN: StopPlan = [
  { signal: 'SIGINT', waitMs: 60_000 },
  { signal: 'SIGQUIT', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

/**
 * A PostgreSQL of our own on the loopback address: started on a free port,
 * in a session of its own (a Ctrl-C at the terminal does not reach it), and
 * stopped cleanly.
 *
 * @example
 * const postgres = await LocalPostgres.start({ dataDirectory, password });
 * const client = new Client({ ...postgres.connection, database: 'postgres' });
 * await postgres.stop();
 */
export class LocalPostgres {
  readonly connection: PostgresConnection;
  /** Settles when the server has ended, for whatever reason. */
  readonly exited: Promise<LocalPostgresExit>;
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    exited: Promise<LocalPostgresExit>,
    connection: PostgresConnection,
  ) {
    this.#child = child;
    this.exited = exited;
    this.connection = connection;
  }

  /**
   * Starts the server and waits until it accepts connections. A server left
   * over on the same data folder is stopped first; what it had committed is
   * recovered.
   *
   * @throws ForwardedError with the last lines of the server's log.
   */
  static async start(options: LocalPostgresOptions): Promise<LocalPostgres> {
    const dataDirectory = resolve(options.dataDirectory);
    const parentDirectory = dirname(dataDirectory);
    await mkdir(parentDirectory, { recursive: true });
    const { initdb, postgres } = findPostgresBinaries();
    const account = chooseAccount({
      program: postgres,
      parentDirectory,
      dataDirectory,
    });
    await stopLeftover(dataDirectory);
    await initialise({
      initdb,
      account,
      dataDirectory,
      password: options.password,
    });
    await removeStaleLockFile(dataDirectory);

    for (let attempt = 1; ; attempt += 1) {
      const result = await attemptStart({
        ...options,
        dataDirectory,
        postgres,
        account,
      });
      if (result.kind === 'started') {
        return new LocalPostgres(
          result.child,
          result.exited,
          result.connection,
        );
      }
      // Between asking for a free port and using it, another may take it.
      if (attempt === PORT_TRIES || !result.log.includes('in use')) {
        throw new ForwardedError(
          'The local PostgreSQL did not start',
          new Error(result.log.trim() || 'it ended without a word'),
        );
      }
    }
  }

  /** The server's process number. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Fast shutdown: open transactions roll back, committed data is safe. */
  async stop(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) {
      return;
    }
    for (const { signal, waitMs } of STOP_PLAN) {
      this.#child.kill(signal);
      const timeout = new AbortController();
      const ended = await Promise.race([
        this.exited.then(() => true),
        sleep(waitMs, false, { signal: timeout.signal }),
      ]);
      timeout.abort();
      if (ended) {
        return;
      }
    }
  }
}

/**
 * Stops a server that still runs on the data folder, whoever started it.
 */
export async function stopLeftover(dataDirectory: string): Promise<boolean> {
  const server = await findServer(resolve(dataDirectory));
  return server ? stopProcess(server, STOP_PLAN) : false;
}

interface Attempt extends LocalPostgresOptions {
  postgres: string;
  account: PostgresAccount;
}

async function attemptStart(options: Attempt) {
  const { dataDirectory, account, onLog } = options;
  const port = await freePort();
  const child = spawnAs(
    account,
    options.postgres,
    serverArguments({ dataDirectory, port, durable: options.durable ?? true }),
    { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = `${log}${text}`.slice(-LOG_TAIL);
    onLog?.(text);
  });
  let ended = false;
  const exited = new Promise<LocalPostgresExit>(settle => {
    child.once('error', error => {
      log = `${log}${error.message}`;
      ended = true;
      settle({ code: null, signal: null });
    });
    child.once('close', (code, signal) => {
      ended = true;
      settle({ code, signal });
    });
  });
  const deadline = Date.now() + START_LIMIT_MS;
  while (!ended && Date.now() < deadline) {
    const lock = await readLockFile(dataDirectory);
    if (lock?.ready && lock.pid === child.pid) {
      const { password } = options;
      const connection = {
        host: '127.0.0.1',
        port,
        user: 'postgres',
        password,
      };
      return { kind: 'started', child, exited, connection } as const;
    }
    await sleep(30);
  }
  if (!ended) {
    child.kill('SIGKILL');
    await exited;
    log = `${log}\nnot ready after ${START_LIMIT_MS / 1000} s`;
  }
  return { kind: 'failed', log } as const;
}
