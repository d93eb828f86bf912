import { createHash } from 'node:crypto';

/** Instants are milliseconds since 1970, always whole seconds. */
export type PlayedCommit = {
  /** 40 hexadecimal digits: a hash over everything below, so that an id stands for its whole ancestry. */
  sha: string;
  parents: string[];
  authoredAt: number;
  committedAt: number;
  /** When it reached the default branch. */
  landedAt: number;
  subject: string;
};

export type BranchCommit = {
  authoredAt: number;
  committedAt: number;
  subject: string;
};

export type Landing = {
  at: number;
  /** Oldest first; at least one. */
  commits: [BranchCommit, ...BranchCommit[]];
  /** With a merge commit of this subject, or as one new commit. */
  merge: { subject: string } | 'squash';
};

/** The default branch of one repository and the branches that were merged into it. */
export class CommitGraph {
  /** In the order of landing. */
  readonly commits: PlayedCommit[] = [];
  readonly #repository: string;
  /** First parents of the default branch, oldest first. */
  readonly #mainline: PlayedCommit[] = [];

  static create(options: { repository: string; startedAt: number }) {
    const graph = new CommitGraph(options.repository);
    const at = options.startedAt;
    graph.#mainline.push(
      graph.#add([], at, {
        authoredAt: at,
        committedAt: at,
        subject: 'Start the repository',
      }),
    );
    return graph;
  }

  private constructor(repository: string) {
    this.#repository = repository;
  }

  /** The default branch's newest commit at an instant; its first where there was none yet. */
  tipAt(instant: number): PlayedCommit {
    let low = 1;
    let high = this.#mainline.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#mainline[middle].landedAt <= instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.#mainline[low - 1];
  }

  /** Puts a pull request on the default branch; landings come in the order of their time. */
  land({ at, commits, merge }: Landing): PlayedCommit {
    const tip = this.#mainline[this.#mainline.length - 1];
    if (merge === 'squash') {
      const [first] = commits;
      const squashed = this.#add([tip.sha], at, { ...first, committedAt: at });
      this.#mainline.push(squashed);
      return squashed;
    }
    let head = this.tipAt(commits[0].committedAt);
    for (const commit of commits) {
      head = this.#add([head.sha], at, commit);
    }
    const merged = this.#add([tip.sha, head.sha], at, {
      authoredAt: at,
      committedAt: at,
      subject: merge.subject,
    });
    this.#mainline.push(merged);
    return merged;
  }

  #add(
    parents: string[],
    landedAt: number,
    commit: BranchCommit,
  ): PlayedCommit {
    const sha = createHash('sha1')
      .update(
        JSON.stringify([
          this.#repository,
          parents,
          commit.authoredAt,
          commit.committedAt,
          commit.subject,
        ]),
      )
      .digest('hex');
    const added = { sha, parents, landedAt, ...commit };
    this.commits.push(added);
    return added;
  }
}
