import { GitError, spawnGit } from '@slipway/git';
import { GitRepository } from './openRepository';

/** A file of this size holds no version that we want to parse. */
const sizeLimit = 5 * 1024 * 1024;

export type Blob =
  | { found: true; text: string }
  | { found: false; reason: string };

/**
 * Reads blobs one after another through a single `git cat-file --batch`.
 * Bound to one caller: reads must not overlap. Close it when done.
 */
export class BlobReader {
  private readonly process: ReturnType<typeof spawnGit>;
  private readonly output: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(options: { repository: GitRepository; signal?: AbortSignal }) {
    this.process = spawnGit({
      args: ['cat-file', '--batch'],
      gitDir: options.repository.gitDir,
      what: `Cannot read the files of ${options.repository.id}`,
      signal: options.signal,
    });
    this.output = this.process.child.stdout[Symbol.asyncIterator]();
  }

  async read(sha: string): Promise<Blob> {
    if (!/^[0-9a-f]+$/.test(sha)) {
      throw new GitError('failed', `Not an object name: ${sha}`);
    }
    this.process.child.stdin.write(`${sha}\n`);
    const [, type, length] = (await this.line()).split(' ');
    if (type !== 'blob') {
      const content = length === undefined ? 0 : Number(length) + 1;
      await this.take(content, () => undefined);
      return { found: false, reason: `the repository lacks the file ${sha}` };
    }
    const size = Number(length);
    const chunks: Buffer[] = [];
    await this.take(size + 1, chunk => {
      if (size <= sizeLimit) {
        chunks.push(chunk);
      }
    });
    return size <= sizeLimit
      ? { found: true, text: Buffer.concat(chunks).toString('utf8', 0, size) }
      : { found: false, reason: `it is larger than ${sizeLimit} bytes` };
  }

  async close(): Promise<void> {
    this.process.child.stdin.end();
    this.process.child.kill();
    await this.process.done.catch(() => undefined);
  }

  private async line(): Promise<string> {
    let end = this.rest.indexOf(0x0a);
    while (end === -1) {
      this.rest = Buffer.concat([this.rest, await this.more()]);
      end = this.rest.indexOf(0x0a);
    }
    const line = this.rest.toString('latin1', 0, end);
    this.rest = this.rest.subarray(end + 1);
    return line;
  }

  private async take(size: number, use: (chunk: Buffer) => void) {
    let left = size;
    while (left > 0) {
      if (this.rest.length === 0) {
        this.rest = await this.more();
      }
      const chunk = this.rest.subarray(0, left);
      use(chunk);
      left -= chunk.length;
      this.rest = this.rest.subarray(chunk.length);
    }
  }

  private async more(): Promise<Buffer> {
    const next = await this.output.next();
    if (next.done) {
      await this.process.done;
      throw new GitError('failed', 'git cat-file ended before its answer');
    }
    return next.value;
  }
}
