import { join } from 'node:path';
import { ServiceUnavailableError } from '@backstage/errors';
import { BackendProcess } from '../backend/BackendProcess';
import type { BackendExit } from '../backend/BackendProcess';
import { waitUntilReady } from '../backend/waitUntilReady';
import { DataDirectory } from '../data/DataDirectory';
import { Instance } from '../data/instance';
import { writePrivateJson } from '../data/privateFile';
import { loadSecrets } from '../data/secrets';
import type { Secrets } from '../data/secrets';
import { LogTail } from '../logs/LogTail';
import { RotatingLog } from '../logs/RotatingLog';
import { addressesOf } from './addresses';
import type { Addresses } from './addresses';
import { Database } from './Database';
import { slipwayEnvironment } from './environment';
import type { Tell } from './messages';
import type { PortalOptions } from './options';
import { loadSampleInBackground } from './sample';

/**
 * A whole portal: the claim on its data folder, PostgreSQL, the backend.
 * Started in that order, stopped in the opposite one.
 */
export class Portal {
  readonly #options: PortalOptions;
  readonly #tell: Tell;
  readonly #data: DataDirectory;
  readonly #addresses: Addresses;
  readonly #stopping = new AbortController();
  /** How to undo what was started, the latest last. */
  readonly #undo: (() => Promise<void>)[] = [];

  constructor(options: PortalOptions, tell: Tell) {
    this.#options = options;
    this.#tell = tell;
    this.#data = new DataDirectory(options.dataDirectory);
    this.#addresses = addressesOf(options.host, options.port);
  }

  /**
   * Runs until `stop` is called.
   *
   * @throws an error that says why, when the portal cannot start or one of
   *   its processes dies. What was started is stopped either way.
   */
  async run(): Promise<void> {
    try {
      await this.#run();
    } catch (error) {
      if (!this.#stopping.signal.aborted) {
        throw error;
      }
    } finally {
      await this.#stopAll();
    }
  }

  /** Asks for a clean stop; `run` resolves when everything is stopped. */
  stop(): void {
    this.#stopping.abort();
  }

  async #run() {
    await this.#data.prepare();
    const instance = await Instance.claim(this.#data, this.#addresses.browser);
    this.#undo.push(() => instance.release());
    const secrets = await loadSecrets(this.#data);

    this.#tell({ kind: 'step', step: 'database', state: 'started' });
    const database = await Database.start(this.#data, secrets);
    this.#undo.push(() => database.stop());
    this.#tell({ kind: 'step', step: 'database', state: 'done' });
    this.#stopping.signal.throwIfAborted();

    this.#tell({ kind: 'step', step: 'portal', state: 'started' });
    const { backend, tail } = await this.#startBackend(database, secrets);
    await instance.setBackend(backend.pid ?? 0);
    await Promise.race([
      this.#becomeReady(secrets),
      this.#endOf(database, backend, tail),
    ]);
  }

  async #becomeReady(secrets: Secrets) {
    const { signal } = this.#stopping;
    const url = this.#addresses.local;
    await waitUntilReady({ url, signal });
    this.#tell({ kind: 'step', step: 'portal', state: 'done' });
    const token = secrets.cliToken;
    await writePrivateJson(this.#data.cli, { url, token });
    this.#tell({ kind: 'ready', url: this.#addresses.browser });
    if (this.#options.sample) {
      await loadSampleInBackground({
        url,
        token,
        tell: this.#tell,
        stopping: signal,
      });
    }
    // From here only a stop or the end of a process ends the run.
    await new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      if (signal.aborted) {
        reject(signal.reason);
      }
    });
  }

  async #startBackend(database: Database, secrets: Secrets) {
    const { root, host, port, config } = this.#options;
    const log = await RotatingLog.open({
      path: join(this.#data.logs, 'backend.log'),
    });
    const tail = new LogTail();
    const backend = BackendProcess.start({
      packageDirectory: this.#options.backend,
      root,
      config,
      environment: {
        ...process.env,
        NODE_ENV: 'production',
        ...slipwayEnvironment({
          baseUrl: this.#addresses.browser,
          host,
          port,
          database: database.connection,
          secrets,
        }),
      },
      onLog: text => {
        log.write(text);
        tail.add(text);
      },
    });
    this.#undo.push(async () => {
      await backend.stop();
      await log.close();
    });
    return { backend, tail };
  }

  async #endOf(
    database: Database,
    backend: BackendProcess,
    tail: LogTail,
  ): Promise<never> {
    const reason = await Promise.race([
      database.exited.then(said => `PostgreSQL ended.\n${said}`),
      backend.exited.then(
        exit => `The backend ended (${describe(exit)}).\n${tail.reason()}`,
      ),
    ]);
    throw new ServiceUnavailableError(
      `${reason}\nThe whole log: ${this.#data.logs}`,
    );
  }

  async #stopAll() {
    this.stop();
    for (const undo of this.#undo.splice(0).reverse()) {
      await undo();
    }
  }
}

function describe({ code, signal }: BackendExit) {
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}
