import {
  CommitGraph,
  ProjectedDeployment,
  leadTimeSeconds,
  percentile,
  projectDeployments,
} from '@slipway/plugin-dora-common';
import { ComponentSample, generateSample } from './generateSample';
import { testComponents } from './testing/testComponents';

const samples = generateSample({
  components: testComponents,
  until: new Date('2026-11-21T00:00:00Z'),
});

/** What the portal makes of a component's production deployments. */
function project(sample: ComponentSample): ProjectedDeployment[] {
  const graph = CommitGraph.fromCommits(
    sample.commits.map(({ commit }) => ({
      sha: commit.sha,
      parents: commit.parents,
      authoredAt: Date.parse(commit.authoredAt),
      committedAt: Date.parse(commit.committedAt),
    })),
  );
  return projectDeployments(
    sample.deliveries
      .filter(
        ({ environment, status }) =>
          environment.startsWith('prod') && status === 'succeeded',
      )
      .map(delivery => ({
        id: delivery.id,
        version: delivery.version,
        finishedAt: Date.parse(delivery.occurredAt),
        sequence: delivery.sequence ?? 0,
        commit: delivery.commit ?? null,
        repository: delivery.repository ?? null,
        changes: null,
      })),
    new Map([
      [sample.component.repository, { graph, head: sample.head ?? null }],
    ]),
  );
}

const projections = samples.map(sample => ({
  sample,
  deployments: project(sample),
}));

function ofTier(tier: number): ProjectedDeployment[] {
  return projections
    .filter(({ sample }) => sample.component.tier === tier)
    .flatMap(({ deployments }) => deployments);
}

function medianLeadTime(deployments: ProjectedDeployment[]): number {
  const spans = deployments.flatMap(({ changes, finishedAt }) =>
    changes.map(change => leadTimeSeconds(change, finishedAt, 'committed')),
  );
  return percentile(spans.map(Number), 0.5) ?? NaN;
}

describe('what the ordinary projection makes of the sample', () => {
  it('finds the rollbacks that were played, and no others', () => {
    for (const { sample, deployments } of projections) {
      const titles = new Map(
        sample.deliveries.map(({ id, title = '' }) => [id, title]),
      );
      const found = deployments.filter(({ rollback }) => rollback);
      const played = deployments.filter(({ id }) =>
        titles.get(id)?.startsWith('Roll back'),
      );
      // The version before may have gone out before the sample's year.
      expect(played.length - found.length).toBeLessThanOrEqual(1);
      expect(played).toEqual(expect.arrayContaining(found));
    }
  });

  it('knows what nearly every deployment carried', () => {
    const ranges = projections
      .filter(({ sample }) => sample.oddity === null)
      .flatMap(({ deployments }) => deployments.map(({ range }) => range));
    const known = ranges.filter(range => range === 'known').length;
    expect(known / ranges.length).toBeGreaterThan(0.9);
    expect([...new Set(ranges)].sort()).toEqual([
      'first',
      'known',
      'redeployment',
    ]);
  });

  it('has no change that was deployed before it was committed', () => {
    for (const { deployments } of projections) {
      for (const { changes, finishedAt } of deployments) {
        for (const change of changes) {
          expect(change.committedAt).toBeLessThanOrEqual(finishedAt);
        }
      }
    }
  });

  it('has lead times from hours to weeks, and failures in every tier', () => {
    const day = 86_400;
    const medians = [1, 2, 3, 4].map(tier => medianLeadTime(ofTier(tier)));
    expect(medians[0]).toBeLessThan(medians[1]);
    expect(medians[1]).toBeLessThan(Math.min(medians[2], medians[3]));
    expect(medians[0]).toBeLessThan(1.5 * day);
    expect(medians[3]).toBeGreaterThan(4 * day);
    for (const tier of [1, 2, 3, 4]) {
      const deployments = ofTier(tier);
      const failed = deployments.filter(each => each.failed).length;
      expect(failed / deployments.length).toBeGreaterThan(0.01);
      expect(failed / deployments.length).toBeLessThan(0.2);
    }
  });
});
