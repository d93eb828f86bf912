import { StepContext } from '@slipway/plugin-self-service-node';
import { writeStep } from '../store/journal';
import { StepRow } from '../store/rows';
import { clean } from './describeFailure';
import { Pass } from './pass';

/** A line is for a person on a page; a flood of them helps nobody. */
const mostLines = 100;
const longestLine = 500;

/** How often they are stored while the step is at work. */
const everyMs = 1000;

/**
 * What one try of a step says. A step can be at work for minutes and the page
 * is to show it meanwhile, so the lines are stored as they come, under the
 * lease as all else; one that ends sooner costs no write of its own.
 */
export class LiveLog {
  readonly lines: StepRow['log'];
  readonly #pass: Pass;
  readonly #row: StepRow;

  constructor(pass: Pass, row: StepRow) {
    this.#pass = pass;
    this.#row = row;
    this.lines = [...row.log];
  }

  /**
   * @param work - what is said after its end is not heard, so that nothing is
   *   written here once the caller writes the step's end
   */
  async during<T>(work: (log: StepContext['log']) => Promise<T>): Promise<T> {
    let over = false;
    let timer: NodeJS.Timeout | undefined;
    let stored = Promise.resolve();
    const store = () => {
      timer = undefined;
      stored = stored.then(() => this.#store());
    };
    try {
      return await work(text => {
        if (!over) {
          this.#add(text);
          timer ??= setTimeout(store, everyMs);
        }
      });
    } finally {
      over = true;
      clearTimeout(timer);
      await stored;
    }
  }

  #add(text: string): void {
    this.lines.push({
      at: this.#pass.engine.now().toISOString(),
      text: clean(text).slice(0, longestLine),
    });
    this.lines.splice(0, this.lines.length - mostLines);
  }

  async #store(): Promise<void> {
    const { engine, lease } = this.#pass;
    const log = [...this.lines];
    try {
      await lease.write(trx =>
        writeStep(trx, this.#row, { fence: lease.fence, log }),
      );
      engine.announcer.changed({
        resourceId: lease.resourceId,
        requestId: this.#row.request_id,
      });
    } catch {
      // They are stored with the step's end, unless the lease is lost.
    }
  }
}
