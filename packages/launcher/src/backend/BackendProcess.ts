import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a backend is started with. */
export interface BackendOptions {
  /** The folder of the built backend package. */
  packageDirectory: string;
  /** The working directory: relative paths in the configuration start here. */
  root: string;
  /** Configuration files, later ones over earlier ones. */
  config: string[];
  environment: NodeJS.ProcessEnv;
  /** Standard output and error as they come. */
  onLog: (text: string) => void;
}

/** How the backend ended. */
export interface BackendExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What the launcher adds to the backend; each says why. */
const PRELOADED = ['endWithParent.cjs', 'releaseMemory.cjs'];

const STOP_LIMIT_MS = 10_000;

/**
 * The backend as a child of this process, in a session of its own (a Ctrl-C
 * at the terminal does not reach it) and tied to this process's life.
 */
export class BackendProcess {
  /** Settles when the backend has ended, for whatever reason. */
  readonly exited: Promise<BackendExit>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.exited = new Promise(resolve => {
      child.once('error', () => resolve({ code: null, signal: null }));
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  /** Starts the backend; it is ready later (see `waitUntilReady`). */
  static start(options: BackendOptions): BackendProcess {
    const child = spawn(
      process.execPath,
      [
        ...PRELOADED.flatMap(name => [
          '--require',
          join(assetDirectory(), name),
        ]),
        options.packageDirectory,
        ...options.config.flatMap(file => ['--config', file]),
      ],
      {
        cwd: options.root,
        env: options.environment,
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', options.onLog);
    }
    return new BackendProcess(child);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Lets the backend finish its requests and end; ends it if it does not. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return;
    }
    this.#child.kill('SIGTERM');
    const timeout = new AbortController();
    const ended = await Promise.race([
      this.exited.then(() => true),
      sleep(STOP_LIMIT_MS, false, { signal: timeout.signal }),
    ]);
    timeout.abort();
    if (!ended) {
      this.#child.kill('SIGKILL');
      await this.exited;
    }
  }
}

function assetDirectory() {
  const own = createRequire(__filename).resolve(
    '@slipway/launcher/package.json',
  );
  return join(dirname(own), 'assets');
}
