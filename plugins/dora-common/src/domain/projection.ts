import { DeploymentRange } from '../api/types';
import { CommitGraph } from './commitGraph';

/** A change that a source named itself; instants are milliseconds since 1970. */
export type NamedChange = {
  sha: string;
  committedAt: number;
  authoredAt: number | null;
  mergedAt: number | null;
};

/** A successful deployment of one service to one environment. */
export type DeploymentFact = {
  id: string;
  version: string;
  /** Milliseconds since 1970. */
  finishedAt: number;
  /** Position within the source, for deployments of the same instant. */
  sequence: number;
  commit: string | null;
  repository: string | null;
  changes: NamedChange[] | null;
};

export type ProjectedChange = NamedChange & { repository: string };

export type ProjectedDeployment = {
  id: string;
  finishedAt: number;
  version: string;
  previousVersion: string | null;
  range: DeploymentRange;
  changes: ProjectedChange[];
  failed: boolean;
  /** On a failed deployment: who recovered it, and after how many seconds. */
  recoveredBy: string | null;
  recoverySeconds: number | null;
  rollback: boolean;
  /** On a rollback: the deployment that it declares failed. */
  rollsBack: string | null;
  /** The deployment remediates. Today that is a rollback. */
  rework: boolean;
};

/** The history of a repository: its graph and the tip of its default branch. */
export type RepositoryHistory = { graph: CommitGraph; head: string | null };

/**
 * Puts the deployments of one service to one environment in order: by the
 * instant they finished, then by their position in the source, then by id, so
 * that the order in which they arrived never matters.
 */
export function inOrder(facts: DeploymentFact[]): DeploymentFact[] {
  return [...facts].sort(
    (a, b) =>
      a.finishedAt - b.finishedAt ||
      a.sequence - b.sequence ||
      (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
}

type RangeOfDeployment = Pick<ProjectedDeployment, 'range' | 'changes'>;

/** Walks the histories deployment by deployment; each commit is claimed once. */
class RangeReader {
  readonly #histories: ReadonlyMap<string, RepositoryHistory>;
  readonly #visited = new Map<string, Uint8Array>();
  readonly #mergedTimes = new Map<string, Float64Array>();
  readonly #namedShas = new Set<string>();
  #hasKnownDeployment = false;

  constructor(histories: ReadonlyMap<string, RepositoryHistory>) {
    this.#histories = histories;
  }

  read(fact: DeploymentFact, isRedeployment: boolean): RangeOfDeployment {
    const claimed = this.#claim(fact);
    const isFirstKnown = claimed !== undefined && !this.#hasKnownDeployment;
    this.#hasKnownDeployment ||= claimed !== undefined;
    if (isRedeployment) {
      return { range: 'redeployment', changes: [] };
    }
    if (fact.changes) {
      return { range: 'known', changes: claimed ?? [] };
    }
    if (!claimed) {
      return {
        range: fact.repository ? 'unresolved' : 'no-history',
        changes: [],
      };
    }
    return isFirstKnown
      ? { range: 'first', changes: [] }
      : { range: 'known', changes: claimed };
  }

  #claim(fact: DeploymentFact): ProjectedChange[] | undefined {
    if (fact.changes) {
      return this.#claimNamed(fact.changes, fact.repository ?? '');
    }
    const history = this.#histories.get(fact.repository ?? '');
    const start = fact.commit && history?.graph.indexOf(fact.commit);
    if (!history || !fact.repository || typeof start !== 'number') {
      return undefined;
    }
    return this.#claimFromGraph(fact.repository, history, start);
  }

  #claimNamed(changes: NamedChange[], repository: string): ProjectedChange[] {
    const fresh = changes.filter(
      ({ sha }, index) =>
        !this.#namedShas.has(sha) &&
        changes.findIndex(other => other.sha === sha) === index,
    );
    fresh.forEach(({ sha }) => this.#namedShas.add(sha));
    return fresh.map(change => ({ ...change, repository }));
  }

  #claimFromGraph(
    repository: string,
    { graph, head }: RepositoryHistory,
    start: number,
  ): ProjectedChange[] {
    const visited = this.#visited.get(repository) ?? new Uint8Array(graph.size);
    this.#visited.set(repository, visited);
    const merged =
      this.#mergedTimes.get(repository) ??
      (head === null
        ? new Float64Array(graph.size).fill(NaN)
        : graph.mergedTimes(head));
    this.#mergedTimes.set(repository, merged);
    return graph
      .claim(start, visited)
      .filter(index => !graph.isMerge(index))
      .map(index => {
        const { sha, committedAt, authoredAt } = graph.at(index);
        const mergedAt = Number.isNaN(merged[index]) ? null : merged[index];
        return { sha, repository, committedAt, authoredAt, mergedAt };
      });
  }
}

/**
 * Says of each deployment what it carried, whether it failed and what
 * recovered it.
 *
 * Changes of a deployment: the non-merge commits reachable from its commit and
 * from no earlier deployment's commit of the service (git log previous..this,
 * over all that came before). The first deployment whose commit is known has
 * an unknown range: it must not claim the whole history.
 *
 * Rollback: a version that was in place before and differs from the one in
 * place now; the failed deployment is the first one after the last time that
 * version was put in place. The definition follows Datadog's published change
 * failure detection (V1, V2, V3, V1: V2 failed) and DORA's "deployment that
 * requires immediate intervention" (dora.dev, DORA's software delivery
 * metrics, 2026-01).
 *
 * @param facts - the successful deployments of one service to one environment, in any order
 * @param histories - by repository name
 */
export function projectDeployments(
  facts: DeploymentFact[],
  histories: ReadonlyMap<string, RepositoryHistory>,
): ProjectedDeployment[] {
  const ordered = inOrder(facts);
  const ranges = new RangeReader(histories);
  const projected = ordered.map((fact, index): ProjectedDeployment => {
    const previousVersion = index > 0 ? ordered[index - 1].version : null;
    return {
      id: fact.id,
      finishedAt: fact.finishedAt,
      version: fact.version,
      previousVersion,
      ...ranges.read(fact, previousVersion === fact.version),
      failed: false,
      recoveredBy: null,
      recoverySeconds: null,
      rollback: false,
      rollsBack: null,
      rework: false,
    };
  });
  markRollbacks(projected);
  return projected;
}

function markRollbacks(deployments: ProjectedDeployment[]): void {
  const lastPutInPlace = new Map<string, number>();
  deployments.forEach((deployment, index) => {
    const before = lastPutInPlace.get(deployment.version);
    if (
      before !== undefined &&
      deployment.version !== deployment.previousVersion
    ) {
      const failed = deployments[before + 1];
      deployment.rollback = true;
      deployment.rework = true;
      deployment.rollsBack = failed.id;
      failed.failed = true;
      failed.recoveredBy = deployment.id;
      failed.recoverySeconds =
        (deployment.finishedAt - failed.finishedAt) / 1000;
    }
    lastPutInPlace.set(deployment.version, index);
  });
}
