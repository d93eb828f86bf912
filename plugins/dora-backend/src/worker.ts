import { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Runs one piece of work at a time and remembers a wake-up that comes in the
 * meantime, so that nothing that was delivered waits for the next tick.
 */
export class Worker {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  readonly #logger: Pick<LoggerService, 'error'>;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #wokenMeanwhile = false;

  constructor(options: {
    work: (signal: AbortSignal) => Promise<void>;
    logger: Pick<LoggerService, 'error'>;
  }) {
    this.#work = options.work;
    this.#logger = options.logger;
  }

  wake(): void {
    if (this.#stopping.signal.aborted) {
      return;
    }
    if (this.#running) {
      this.#wokenMeanwhile = true;
      return;
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#wokenMeanwhile) {
        this.#wokenMeanwhile = false;
        this.wake();
      }
    });
  }

  /** Lets the transaction at hand end and starts no other. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wokenMeanwhile = false;
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      await this.#work(this.#stopping.signal);
    } catch (error) {
      this.#logger.error(
        'Deliveries could not be worked on; they stay stored and are tried again',
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  }
}
