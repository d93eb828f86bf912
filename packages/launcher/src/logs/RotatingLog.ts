import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';

/** Options of `RotatingLog.open`. */
export interface RotatingLogOptions {
  path: string;
  /** A new file is begun past this many bytes. Default 5 MiB. */
  maxBytes?: number;
  /** Older files to keep, named `<path>.1` (newest) and on. Default 2. */
  keep?: number;
}

const MEBIBYTE = 1024 * 1024;

/**
 * A log file with a bound: at most `maxBytes` × (`keep` + 1) on disk, plus
 * one piece of text. A disk that is full never stops what is being logged.
 */
export class RotatingLog {
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #keep: number;
  #stream: WriteStream;
  #bytes: number;
  #rotation: Promise<void> | undefined;
  #waiting = '';

  private constructor(options: Required<RotatingLogOptions>, bytes: number) {
    this.#path = options.path;
    this.#maxBytes = options.maxBytes;
    this.#keep = options.keep;
    this.#bytes = bytes;
    this.#stream = append(options.path);
  }

  /** Opens the file to append to it. */
  static async open(options: RotatingLogOptions): Promise<RotatingLog> {
    const bytes = await stat(options.path).then(
      found => found.size,
      () => 0,
    );
    return new RotatingLog(
      { maxBytes: 5 * MEBIBYTE, keep: 2, ...options },
      bytes,
    );
  }

  /** Appends text; the order of calls is the order in the file. */
  write(text: string): void {
    if (this.#rotation) {
      // Bounded as well, should the disk take long.
      this.#waiting = `${this.#waiting}${text}`.slice(-this.#maxBytes);
      return;
    }
    this.#stream.write(text);
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes >= this.#maxBytes) {
      this.#rotation = this.#rotate().finally(() => {
        this.#rotation = undefined;
        const waiting = this.#waiting;
        this.#waiting = '';
        if (waiting) {
          this.write(waiting);
        }
      });
    }
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    while (this.#rotation) {
      await this.#rotation;
    }
    await end(this.#stream);
  }

  async #rotate() {
    await end(this.#stream);
    for (let number = this.#keep; number > 0; number -= 1) {
      const from = number === 1 ? this.#path : `${this.#path}.${number - 1}`;
      await rename(from, `${this.#path}.${number}`).catch(() => undefined);
    }
    this.#stream = append(this.#path);
    this.#bytes = 0;
  }
}

function append(path: string): WriteStream {
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
  stream.on('error', () => undefined);
  return stream;
}

function end(stream: WriteStream): Promise<void> {
  return new Promise(resolve => {
    if (stream.destroyed) {
      resolve();
      return;
    }
    stream.once('close', resolve);
    stream.end();
  });
}
