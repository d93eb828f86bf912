import {
  CommitGraph,
  DeploymentDelivery,
  leadTimeSeconds,
  percentile,
  projectDeployments,
} from '@slipway/plugin-dora-common';
import { testDatabase } from '@slipway/testing';
import fc from 'fast-check';
import { Knex } from 'knex';
import { createDoraEngine } from './engine';
import { deploymentId } from './service/processDeliveries';
import { readSettings } from './settings';
import {
  at,
  commit,
  delivery,
  emptyTables,
  migrations,
  now,
  readProjection,
  sha,
  testEngine,
} from './__testUtils__/engine';

const database = testDatabase({ migrations });
let knex: Knex;

beforeEach(async () => {
  knex = await database.knex();
  await emptyTables(knex);
});

const repository = 'https://git.example/till.git';
const history = [
  commit('a', [], at(1)),
  commit('b', ['a'], at(2)),
  commit('c', ['a'], at(3)),
  commit('m', ['b', 'c'], at(4)),
  commit('d', ['m'], at(5)),
];
const release = (name: string, day: number) =>
  delivery(name, {
    occurredAt: at(day),
    repository,
    commit: sha(name),
    version: `v-${name}`,
  });

const projection = () => readProjection(knex);

describe('from deliveries to numbers', () => {
  it('shows what a window has, and where it comes from', async () => {
    const { sink, settle, metrics } = testEngine(knex);
    await sink.deliver({
      source: 'ci',
      deliveries: [
        release('a', 10),
        release('b', 11),
        release('d', 12),
        delivery('back', { occurredAt: at(12, 10), version: 'v-b' }),
        delivery('dev', { occurredAt: at(12), environment: 'laptop' }),
        delivery('broken', { occurredAt: at(12), status: 'failed' }),
      ],
    });
    await sink.recordHistory({
      repository,
      commits: history,
      commitUrl: 'https://git.example/till/commit/{sha}',
      head: sha('d'),
    });
    await settle();

    const report = await metrics({
      entityRef: 'component:default/till',
      from: '2024-06-11',
      to: '2024-06-13',
    });
    expect(report.metrics).toMatchObject({
      deploymentFrequency: { value: 1.5, n: 3, band: null },
      changeLeadTime: { p50: 9 * 86_400, n: 3, negative: 0 },
      changeFailRate: { value: 1 / 3, failed: 1 },
      failedDeploymentRecoveryTime: { p50: 3600, n: 1 },
      deploymentReworkRate: { value: 1 / 3 },
    });
    expect(report.coverage).toMatchObject({
      deployments: 3,
      knownRange: 2,
      withoutHistory: 1,
      sources: [{ id: 'ci', type: 'git', state: 'ok', deployments: 4 }],
    });
    expect(report.coverage.gaps).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'unmapped-environment',
          examples: ['laptop'],
        }),
      ]),
    );
    expect(report.series).toHaveLength(1);
    const longer = await metrics({
      entityRef: 'component:default/till',
      from: '2024-05-27',
      to: '2024-07-15',
    });
    expect(longer.series.map(({ week, known }) => [week, known])).toEqual([
      ['2024-05-27', false],
      ['2024-06-03', false],
      ['2024-06-10', true],
      ['2024-06-17', true],
      ['2024-06-24', true],
      ['2024-07-01', false],
      ['2024-07-08', false],
    ]);
    expect(report.leadTimes.map(bucket => bucket.count)).toEqual(
      expect.arrayContaining([3]),
    );
    const { changes } = await projection();
    expect(changes[0].url).toBe(
      `https://git.example/till/commit/${changes[0].sha}`,
    );
  });

  it('gives the same rows in any order, repeated, and by three workers at once', async () => {
    const corrected = (original: DeploymentDelivery): DeploymentDelivery => ({
      ...original,
      id: `${original.id}-corrected`,
      version: `${original.version}-corrected`,
      occurredAt: new Date(
        Date.parse(original.occurredAt) + 60_000,
      ).toISOString(),
    });
    const deliveries = ['a', 'b', 'c', 'd'].flatMap((name, index) => {
      const { commit: known, ...unresolved } = release(name, 10 + index);
      return [
        { ...unresolved, id: `${name}-unresolved` },
        { ...unresolved, commit: known },
        ...(index === 2 ? [corrected({ ...unresolved, commit: known })] : []),
      ];
    });
    const run = async (batches: DeploymentDelivery[][], workers: number) => {
      await emptyTables(knex);
      const { sink, settle } = testEngine(knex);
      for (const [index, batch] of batches.entries()) {
        if (index === 1) {
          await sink.recordHistory({ repository, commits: history });
        }
        await sink.deliver({ source: 'ci', deliveries: batch });
        await Promise.all(Array.from({ length: workers }, () => settle()));
      }
      await Promise.all(Array.from({ length: workers }, () => settle()));
      return projection();
    };
    const expected = await run([deliveries, deliveries], 1);
    expect(expected.deployments).toHaveLength(4);
    expect(expected.deployments[2].version).toBe('v-c-corrected');
    expect(expected.changes.length).toBeGreaterThan(0);

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(deliveries, { minLength: deliveries.length }),
        fc.shuffledSubarray(deliveries, { minLength: 1 }),
        fc.integer({ min: 1, max: 3 }),
        async (shuffled, repeated, workers) => {
          const half = Math.ceil(shuffled.length / 2);
          const actual = await run(
            [shuffled.slice(0, half), shuffled.slice(half), repeated],
            workers,
          );
          expect(actual).toEqual(expected);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('loses nothing when the work dies in the middle of a transaction', async () => {
    const { sink, settle } = testEngine(knex);
    await sink.recordHistory({ repository, commits: history });
    await sink.deliver({
      source: 'ci',
      deliveries: [release('a', 10), release('b', 11)],
    });
    await knex.raw(
      `ALTER TABLE projected_changes ADD CONSTRAINT dies CHECK (sha = '')`,
    );
    await expect(settle()).rejects.toThrow(/tried again in a minute/);
    expect((await projection()).deployments).toEqual([]);
    await knex.raw('ALTER TABLE projected_changes DROP CONSTRAINT dies');

    const later = createDoraEngine({
      knex,
      settings: readSettings(),
      logger: { error: () => undefined },
      now: () => new Date(now.getTime() + 61_000),
    });
    await later.settle();
    expect((await projection()).deployments).toHaveLength(2);
  });

  it('writes nothing anew for what did not change', async () => {
    const { sink, settle } = testEngine(knex);
    await sink.recordHistory({ repository, commits: history });
    await sink.deliver({
      source: 'ci',
      deliveries: [release('a', 10), release('b', 11)],
    });
    await settle();
    const written = () =>
      knex('projected_deployments')
        .orderBy('id')
        .select('id', knex.raw('xmin'));
    const before = await written();
    await sink.deliver({ source: 'ci', deliveries: [release('d', 12)] });
    await settle();
    expect(await written()).toEqual(expect.arrayContaining(before));
    expect(await written()).toHaveLength(3);
  });
});

describe('the numbers of the database', () => {
  it('are those of the definitions, computed apart', async () => {
    const plan = fc.array(
      fc.record({
        version: fc.constantFrom('a', 'b', 'c', 'm', 'd', 'x'),
        gap: fc.integer({ min: 0, max: 30 }),
      }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(plan, async steps => {
        await emptyTables(knex);
        const { sink, settle, metrics } = testEngine(knex);
        let instant = Date.parse('2024-05-01T00:00:00Z');
        const deliveries = steps.map(({ version, gap }, index) => {
          instant += gap * 3_600_000;
          return delivery(`k${index}`, {
            occurredAt: new Date(instant).toISOString(),
            sequence: index,
            version,
            repository,
            ...(version !== 'x' && { commit: sha(version) }),
          });
        });
        await sink.recordHistory({ repository, commits: history });
        await sink.deliver({ source: 'ci', deliveries });
        await settle();
        const report = await metrics({
          entityRef: 'component:default/till',
          from: '2024-05-01',
          to: '2024-07-01',
        });

        const projected = projectDeployments(
          deliveries.map((each, index) => ({
            id: deploymentId('ci', each.key),
            version: each.version,
            finishedAt: Date.parse(each.occurredAt),
            sequence: index,
            commit: each.commit ?? null,
            repository,
            changes: null,
          })),
          new Map([
            [
              repository,
              {
                graph: CommitGraph.fromCommits(
                  history.map(each => ({
                    ...each,
                    authoredAt: Date.parse(each.authoredAt),
                    committedAt: Date.parse(each.committedAt),
                  })),
                ),
                head: null,
              },
            ],
          ]),
        );
        const spans = projected.flatMap(each =>
          each.changes.map(
            change => leadTimeSeconds(change, each.finishedAt, 'committed')!,
          ),
        );
        const usable = spans.filter(span => span >= 0);
        const recoveries = projected.flatMap(each =>
          each.recoverySeconds === null ? [] : [each.recoverySeconds],
        );
        const { changeLeadTime, failedDeploymentRecoveryTime, changeFailRate } =
          report.metrics;
        expect(changeLeadTime).toMatchObject({
          n: usable.length,
          negative: spans.length - usable.length,
        });
        for (const [name, p] of [
          ['p50', 0.5],
          ['p75', 0.75],
          ['p90', 0.9],
        ] as const) {
          expect(changeLeadTime[name] ?? -1).toBeCloseTo(
            percentile(usable, p) ?? -1,
            5,
          );
          expect(failedDeploymentRecoveryTime[name] ?? -1).toBeCloseTo(
            percentile(recoveries, p) ?? -1,
            5,
          );
        }
        expect(changeFailRate.failed).toBe(
          projected.filter(each => each.failed).length,
        );
        expect(
          report.leadTimes.reduce((sum, bucket) => sum + bucket.count, 0),
        ).toBe(usable.length);
        expect(
          report.series.reduce((sum, week) => sum + week.deployments, 0),
        ).toBe(steps.length);
      }),
      { numRuns: 25 },
    );
  });
});
