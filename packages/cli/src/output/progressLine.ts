import { CliContext } from '../context';
import { plain } from './format';

const lineEvery = 10_000;

/**
 * Progress on standard error: one line that is written over on a terminal, and
 * elsewhere a line now and then, so that a log shows that it moves.
 */
export class ProgressLine {
  private writtenAt = -Infinity;
  private shown = false;

  constructor(private readonly context: CliContext) {}

  show(text: string): void {
    const { stderr, now } = this.context;
    if (this.isTerminal()) {
      const width = (stderr.columns ?? 80) - 1;
      stderr.write(`\r\x1b[K${plain(text, width)}`);
      this.shown = true;
      return;
    }
    const at = now().getTime();
    if (at - this.writtenAt >= lineEvery) {
      this.writtenAt = at;
      stderr.write(`${plain(text, 200)}\n`);
    }
  }

  /** Takes the line away before something else is written. */
  clear(): void {
    if (this.shown) {
      this.context.stderr.write('\r\x1b[K');
      this.shown = false;
    }
  }

  private isTerminal(): boolean {
    const { stderr, env } = this.context;
    return stderr.isTTY === true && env.TERM !== 'dumb';
  }
}
