const KEEP_LINES = 200;
const SHOW_LINES = 8;
const MAX_LINE = 500;

/**
 * The end of a log, to say why a process died. Reads both the JSON lines
 * that the backend writes and plain ones.
 */
export class LogTail {
  #lines: string[] = [];
  #partial = '';

  add(text: string): void {
    const lines = `${this.#partial}${text}`.split('\n');
    this.#partial = (lines.pop() ?? '').slice(-MAX_LINE);
    this.#lines = [...this.#lines, ...lines].slice(-KEEP_LINES);
  }

  /** The last errors if there are any, else the last lines. */
  reason(): string {
    const entries = [...this.#lines, this.#partial]
      .filter(line => line.trim() && !/^\s+at /.test(line))
      .map(parse)
      .filter(({ level }) => level === undefined || level === 'error');
    const errors = entries.filter(({ level }) => level === 'error');
    const shown = errors.length > 0 ? errors : entries;
    return [...new Set(shown.map(({ message }) => message))]
      .slice(-SHOW_LINES)
      .map(message => message.slice(0, MAX_LINE))
      .join('\n');
  }
}

/** The time and process number before each line of PostgreSQL's log. */
const POSTGRES_PREFIX = /^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] /;

function parse(line: string): { level?: string; message: string } {
  try {
    const { level, message } = JSON.parse(line);
    if (typeof message === 'string') {
      return { level, message: withoutStack(message) };
    }
  } catch {
    // Not one of the backend's own lines.
  }
  const isError = /\b(Error|FATAL|PANIC)\b/.test(line);
  const message = line.replace(POSTGRES_PREFIX, '');
  return { level: isError ? 'error' : undefined, message };
}

function withoutStack(message: string): string {
  return message
    .split('\n')
    .filter(line => !/^\s+at /.test(line))
    .join('\n');
}
