const TICK_MS = 1_000;
const LINE_EVERY_MS = 10_000;
const WIDTH = 52;

/** "0.4 s", "12 s", "1 min 32 s". */
export function formatElapsed(ms) {
  const seconds = ms / 1000;
  if (seconds < 9.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 60
    ? `${whole} s`
    : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Prints one line per step with the time it took. While a step runs, a
 * terminal shows the seconds pass; elsewhere a line appears every ten.
 */
export class Steps {
  #stream;
  #now;
  #quietUnder;
  #running = new Set();
  #timer;

  /** @param options.quietUnder - steps shorter than this leave no line */
  constructor({
    stream = process.stdout,
    now = Date.now,
    quietUnder = 0,
  } = {}) {
    this.#stream = stream;
    this.#now = now;
    this.#quietUnder = quietUnder;
  }

  /** Begins a step; call `done`, `skip` or `fail` on what it returns. */
  begin(label) {
    const step = { label, detail: '', began: this.#now(), told: 0 };
    this.#running.add(step);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
    this.#draw();
    const end = text => {
      this.#running.delete(step);
      this.#stopTimer();
      this.#clear();
      const elapsed = this.#now() - step.began;
      if (text && elapsed >= this.#quietUnder) {
        this.#line(text, elapsed);
      }
      this.#draw();
    };
    return {
      /** Shows how far the step is. */
      detail: text => {
        step.detail = text;
        this.#draw();
      },
      done: (text = label) => end(text),
      /** Ends the step without a line: there was nothing to do. */
      skip: () => end(),
      /** A step that was told to stop did not fail. */
      fail: ({ stopped = false } = {}) =>
        end(`${label}: ${stopped ? 'stopped' : 'failed'}`),
    };
  }

  /** Prints a line between the steps. */
  note(text) {
    this.#clear();
    this.#stream.write(`${text}\n`);
    this.#draw();
  }

  #tick() {
    if (this.#stream.isTTY) {
      this.#draw();
      return;
    }
    for (const step of this.#running) {
      const elapsed = this.#now() - step.began;
      if (elapsed - step.told >= LINE_EVERY_MS) {
        step.told = elapsed;
        this.#line(`  … ${describe(step)}`, elapsed);
      }
    }
  }

  #draw() {
    if (!this.#stream.isTTY || this.#running.size === 0) {
      return;
    }
    const step = [...this.#running].at(-1);
    const elapsed = formatElapsed(this.#now() - step.began);
    const width = Math.max(20, (this.#stream.columns || 80) - 1);
    const text = `  ${describe(step).padEnd(WIDTH)} ${elapsed}`;
    this.#stream.write(`\r\x1b[K${text.slice(0, width)}`);
  }

  #clear() {
    if (this.#stream.isTTY) {
      this.#stream.write('\r\x1b[K');
    }
  }

  #line(text, elapsed) {
    this.#stream.write(`  ${text.padEnd(WIDTH)} ${formatElapsed(elapsed)}\n`);
  }

  #stopTimer() {
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}

function describe({ label, detail }) {
  return detail ? `${label}: ${detail}` : label;
}
