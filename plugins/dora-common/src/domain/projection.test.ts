import fc from 'fast-check';
import { CommitGraph, GraphCommit } from './commitGraph';
import {
  DeploymentFact,
  ProjectedDeployment,
  projectDeployments,
} from './projection';

const minute = 60_000;
const repository = 'shop';

function deployments(versions: string[]): DeploymentFact[] {
  return versions.map((version, index) => ({
    id: `d${index}`,
    version,
    finishedAt: index * minute,
    sequence: index,
    commit: null,
    repository: null,
    changes: null,
  }));
}

function outcomes(projected: ProjectedDeployment[]) {
  return projected.map(each => ({
    version: each.version,
    ...(each.range === 'redeployment' && { redeployment: true }),
    ...(each.rollback && { rollsBack: each.rollsBack }),
    ...(each.failed && { recoveredBy: each.recoveredBy }),
  }));
}

describe('rollbacks and re-deployments', () => {
  it('blames the first deployment after the version that was put back', () => {
    const projected = projectDeployments(
      deployments(['v1', 'v2', 'v3', 'v1']),
      new Map(),
    );
    expect(outcomes(projected)).toEqual([
      { version: 'v1' },
      { version: 'v2', recoveredBy: 'd3' },
      { version: 'v3' },
      { version: 'v1', rollsBack: 'd1' },
    ]);
    expect(projected[1].recoverySeconds).toBe(120);
    expect(projected[3].rework).toBe(true);
  });

  it('counts from the last time the version was put in place', () => {
    const projected = projectDeployments(
      deployments(['v1', 'v2', 'v1', 'v3', 'v1']),
      new Map(),
    );
    expect(projected.filter(each => each.failed).map(each => each.id)).toEqual([
      'd1',
      'd3',
    ]);
  });

  it('does not take a re-deployment for a rollback', () => {
    const projected = projectDeployments(
      deployments(['v1', 'v1', 'v2', 'v2', 'v1']),
      new Map(),
    );
    expect(outcomes(projected)).toEqual([
      { version: 'v1' },
      { version: 'v1', redeployment: true },
      { version: 'v2', recoveredBy: 'd4' },
      { version: 'v2', redeployment: true },
      { version: 'v1', rollsBack: 'd2' },
    ]);
  });

  it('keeps the order of the source for deployments of the same second', () => {
    const facts = deployments(['v1', 'v2', 'v1']).map(fact => ({
      ...fact,
      finishedAt: 0,
    }));
    const projected = projectDeployments(facts.reverse(), new Map());
    expect(projected.map(each => each.version)).toEqual(['v1', 'v2', 'v1']);
    expect(projected[1].recoverySeconds).toBe(0);
  });
});

/**
 *   a ── b ── d ── m ── e     main
 *    \── c ───────/           side
 */
const history: GraphCommit[] = [
  commit('a', [], 1),
  commit('b', ['a'], 2),
  commit('c', ['a'], 3),
  commit('d', ['b'], 4),
  commit('m', ['d', 'c'], 5),
  commit('e', ['m'], 6),
];

function commit(sha: string, parents: string[], at: number): GraphCommit {
  return {
    sha,
    parents,
    authoredAt: at * minute,
    committedAt: at * minute,
  };
}

function histories(head: string | null = 'e') {
  const graph = CommitGraph.fromCommits(history);
  return new Map([[repository, { graph, head }]]);
}

function fromCommits(commits: (string | null)[]): DeploymentFact[] {
  return commits.map((sha, index) => ({
    id: `d${index}`,
    version: `v${sha ?? 'unknown'}`,
    finishedAt: (10 + index) * minute,
    sequence: index,
    commit: sha,
    repository,
    changes: null,
  }));
}

function carried(projected: ProjectedDeployment[]) {
  return projected.map(each => [
    each.range,
    each.changes.map(change => change.sha).sort(),
  ]);
}

describe('what a deployment carried', () => {
  it('is what no earlier deployment reached, merges left out', () => {
    const projected = projectDeployments(
      fromCommits(['a', 'b', 'e']),
      histories(),
    );
    expect(carried(projected)).toEqual([
      ['first', []],
      ['known', ['b']],
      ['known', ['c', 'd', 'e']],
    ]);
  });

  it('gives no commit a second lead time after a rollback', () => {
    const projected = projectDeployments(
      fromCommits(['a', 'd', 'a', 'd', 'e']),
      histories(),
    );
    expect(carried(projected)).toEqual([
      ['first', []],
      ['known', ['b', 'd']],
      ['known', []],
      ['known', []],
      ['known', ['c', 'e']],
    ]);
  });

  it('leaves what an unresolved deployment shipped to the next resolved one', () => {
    const projected = projectDeployments(
      fromCommits([null, 'a', null, 'd']),
      histories(),
    );
    expect(carried(projected)).toEqual([
      ['unresolved', []],
      ['first', []],
      ['unresolved', []],
      ['known', ['b', 'd']],
    ]);
  });

  it('does not resolve a commit that the history does not have', () => {
    const projected = projectDeployments(
      fromCommits(['a', 'elsewhere']),
      histories(),
    );
    expect(carried(projected)[1]).toEqual(['unresolved', []]);
  });

  it('takes merge times from the default branch', () => {
    const [, projected] = projectDeployments(
      fromCommits(['a', 'e']),
      histories(),
    );
    const merged = Object.fromEntries(
      projected.changes.map(change => [change.sha, change.mergedAt]),
    );
    expect(merged).toEqual({
      b: 2 * minute,
      c: 5 * minute,
      d: 4 * minute,
      e: 6 * minute,
    });
  });

  it('does not know merge times without a default branch', () => {
    const [, projected] = projectDeployments(
      fromCommits(['a', 'b']),
      histories(null),
    );
    expect(projected.changes[0].mergedAt).toBeNull();
  });

  it('takes the changes that a source names, each once', () => {
    const named = (sha: string) => ({
      sha,
      committedAt: minute,
      authoredAt: null,
      mergedAt: null,
    });
    const facts = deployments(['v1', 'v2']).map((fact, index) => ({
      ...fact,
      changes:
        index === 0 ? [named('x'), named('x')] : [named('x'), named('y')],
    }));
    expect(carried(projectDeployments(facts, new Map()))).toEqual([
      ['known', ['x']],
      ['known', ['y']],
    ]);
  });
});

describe('any history and any deployments', () => {
  const graphs = fc
    .array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), {
      minLength: 1,
      maxLength: 40,
    })
    .map(seeds =>
      seeds.map(([first, second, merge], index): GraphCommit => {
        const parents =
          index === 0
            ? []
            : [...new Set([first % index, ...(merge ? [second % index] : [])])];
        return commit(
          `c${index}`,
          parents.map(parent => `c${parent}`),
          index,
        );
      }),
    );
  const cases = graphs.chain(commits =>
    fc.record({
      commits: fc.constant(commits),
      picks: fc.array(
        fc.option(fc.nat({ max: commits.length - 1 }), { nil: null }),
        { maxLength: 25 },
      ),
      shuffle: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    }),
  );

  function ancestors(commits: GraphCommit[], sha: string): Set<string> {
    const bySha = new Map(commits.map(each => [each.sha, each]));
    const found = new Set<string>();
    const visit = (current: string) => {
      if (!found.has(current)) {
        found.add(current);
        bySha.get(current)?.parents.forEach(visit);
      }
    };
    visit(sha);
    return found;
  }

  it('agrees with the definition taken literally, in any order of arrival', () => {
    fc.assert(
      fc.property(cases, ({ commits, picks, shuffle }) => {
        const graph = CommitGraph.fromCommits([...commits].reverse());
        const facts = fromCommits(
          picks.map(pick => (pick === null ? null : `c${pick}`)),
        );
        const sources = new Map([[repository, { graph, head: null }]]);
        const projected = projectDeployments(facts, sources);

        const shuffled = facts
          .map(fact => ({ fact, rank: shuffle.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ fact }) => fact);
        expect(projectDeployments(shuffled, sources)).toEqual(projected);

        const merges = new Set(
          commits.filter(each => each.parents.length > 1).map(each => each.sha),
        );
        projected.forEach((deployment, index) => {
          const isKnown = deployment.range === 'known';
          const earlier = new Set(
            facts
              .slice(0, index)
              .flatMap(fact =>
                fact.commit ? [...ancestors(commits, fact.commit)] : [],
              ),
          );
          const reached = isKnown
            ? ancestors(commits, facts[index].commit!)
            : new Set<string>();
          const expected = [...reached].filter(
            sha => !earlier.has(sha) && !merges.has(sha),
          );
          expect(deployment.changes.map(change => change.sha).sort()).toEqual(
            expected.sort(),
          );
        });
      }),
      { numRuns: 300 },
    );
  });

  it('fails a deployment only for one later rollback, and pairs them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('v1', 'v2', 'v3', 'v4'), { maxLength: 30 }),
        versions => {
          const projected = projectDeployments(
            deployments(versions),
            new Map(),
          );
          const byId = new Map(projected.map(each => [each.id, each]));
          for (const each of projected) {
            expect(each.failed).toBe(each.recoveredBy !== null);
            expect(each.rollback).toBe(each.rollsBack !== null);
            expect(each.rework).toBe(each.rollback);
            const failed = byId.get(each.rollsBack ?? '');
            expect(failed?.recoveredBy ?? null).toBe(
              each.rollback ? each.id : null,
            );
            expect((each.recoverySeconds ?? 0) > 0).toBe(each.failed);
          }
        },
      ),
    );
  });
});
