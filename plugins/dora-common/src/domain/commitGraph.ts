/** A commit as the projection needs it; instants are milliseconds since 1970. */
export type GraphCommit = {
  sha: string;
  parents: string[];
  authoredAt: number;
  committedAt: number;
};

/**
 * The commits of one repository as integers: a few dozen bytes a commit, so
 * that a history of a million commits fits. Parents that are not in the
 * history (a shallow clone) are treated as if the history began after them.
 */
export class CommitGraph {
  readonly #indexBySha = new Map<string, number>();
  readonly #shas: string[] = [];
  readonly #parents: number[][] = [];
  readonly #isMerge: boolean[] = [];
  readonly #authoredAt: number[] = [];
  readonly #committedAt: number[] = [];

  static fromCommits(commits: Iterable<GraphCommit>): CommitGraph {
    const graph = new CommitGraph();
    const parentShas: string[][] = [];
    for (const commit of commits) {
      if (graph.#indexBySha.has(commit.sha)) {
        continue;
      }
      graph.#indexBySha.set(commit.sha, graph.#shas.length);
      graph.#shas.push(commit.sha);
      graph.#isMerge.push(commit.parents.length > 1);
      graph.#authoredAt.push(commit.authoredAt);
      graph.#committedAt.push(commit.committedAt);
      parentShas.push(commit.parents);
    }
    for (const shas of parentShas) {
      const known = shas.map(sha => graph.#indexBySha.get(sha) ?? -1);
      graph.#parents.push(known.filter(index => index >= 0));
    }
    return graph;
  }

  get size(): number {
    return this.#shas.length;
  }

  indexOf(sha: string): number | undefined {
    return this.#indexBySha.get(sha);
  }

  at(index: number): GraphCommit & { isMerge: boolean } {
    return {
      sha: this.#shas[index],
      parents: this.#parents[index].map(parent => this.#shas[parent]),
      authoredAt: this.#authoredAt[index],
      committedAt: this.#committedAt[index],
      isMerge: this.#isMerge[index],
    };
  }

  isMerge(index: number): boolean {
    return this.#isMerge[index];
  }

  /**
   * Marks everything that is reachable from `start` and not yet in `visited`,
   * and returns it. Over the deployments of a service this visits each commit
   * once, however many deployments there are.
   */
  claim(start: number, visited: Uint8Array): number[] {
    const claimed: number[] = [];
    const stack = [start];
    while (stack.length > 0) {
      const index = stack.pop();
      if (index === undefined || visited[index] === 1) {
        continue;
      }
      visited[index] = 1;
      claimed.push(index);
      stack.push(...this.#parents[index]);
    }
    return claimed;
  }

  /**
   * When each commit reached the default branch: the committer time of the
   * oldest first-parent commit of `headSha` from which it is reachable. NaN for
   * commits that never did.
   */
  mergedTimes(headSha: string): Float64Array {
    const times = new Float64Array(this.size).fill(NaN);
    const visited = new Uint8Array(this.size);
    for (const mainline of this.#mainline(headSha).reverse()) {
      for (const index of this.claim(mainline, visited)) {
        times[index] = this.#committedAt[mainline];
      }
    }
    return times;
  }

  #mainline(headSha: string): number[] {
    const line: number[] = [];
    const seen = new Set<number>();
    let index = this.#indexBySha.get(headSha);
    while (index !== undefined && !seen.has(index)) {
      seen.add(index);
      line.push(index);
      index = this.#parents[index][0];
    }
    return line;
  }
}
