import { streamGit } from '@slipway/git';
import { GitRepository } from './openRepository';
import { splitRecords } from './splitRecords';

export type CommitSearch =
  | { result: 'found'; sha: string }
  | { result: 'none' | 'ambiguous' };

/**
 * Finds a commit of a history by its name's first digits.
 *
 * It knows the commits that tags, branches and HEAD reach and no other object,
 * so a clone, a mirror and a bundle of the same project give the same answer,
 * and costs 28 bytes a commit (40 with SHA-256).
 */
export class CommitIndex {
  private constructor(
    private readonly names: Buffer,
    private readonly width: number,
    /** First 32 bits of a name, then its place in `names`; sorted. */
    private readonly order: BigUint64Array,
  ) {}

  static async read(options: {
    repository: GitRepository;
    tips: string[];
    signal?: AbortSignal;
  }): Promise<CommitIndex> {
    if (options.tips.length === 0) {
      return CommitIndex.of([]);
    }
    const output = streamGit({
      args: ['rev-list', '--stdin'],
      gitDir: options.repository.gitDir,
      what: `Cannot read the history of ${options.repository.id}`,
      input: [...options.tips, ''].join('\n'),
      signal: options.signal,
    });
    const chunks: Buffer[] = [];
    for await (const sha of splitRecords(output, 0x0a)) {
      chunks.push(Buffer.from(sha, 'hex'));
    }
    return CommitIndex.of(chunks);
  }

  private static of(commits: Buffer[]): CommitIndex {
    const order = BigUint64Array.from(
      commits,
      (name, place) => (BigInt(name.readUInt32BE(0)) << 32n) | BigInt(place),
    );
    order.sort();
    const width = commits.at(0)?.length ?? 20;
    return new CommitIndex(Buffer.concat(commits), width, order);
  }

  /** The one commit whose name begins so (7 digits or more, lower case). */
  find(prefix: string): CommitSearch {
    const head = prefix.slice(0, 8).padEnd(8, '0');
    let at = this.firstFrom(BigInt(`0x${head}`) << 32n);
    let sha: string | undefined;
    for (; at < this.order.length; at++) {
      const name = this.nameAt(at);
      if (name.startsWith(prefix)) {
        if (sha) {
          return { result: 'ambiguous' };
        }
        sha = name;
      } else if (!name.startsWith(prefix.slice(0, 8))) {
        break;
      }
    }
    return sha ? { result: 'found', sha } : { result: 'none' };
  }

  private nameAt(at: number): string {
    const place = Number(this.order[at] & 0xffffffffn);
    return this.names.toString(
      'hex',
      place * this.width,
      (place + 1) * this.width,
    );
  }

  private firstFrom(key: bigint): number {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.order[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
