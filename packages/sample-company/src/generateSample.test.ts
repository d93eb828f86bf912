import {
  commitRecordSchema,
  deploymentDeliverySchema,
} from '@slipway/plugin-dora-common';
import fc from 'fast-check';
import { CompanyCalendar, companyZone } from './company/calendar';
import {
  ComponentSample,
  generateSample,
  unmappedEnvironment,
} from './generateSample';
import { testComponents } from './testing/testComponents';
import { DateTime } from 'luxon';

const until = new Date('2026-11-21T00:00:00Z');
const from = new Date('2025-11-21T00:00:00Z');
const samples = generateSample({ components: testComponents, until });
const deliveries = samples.flatMap(sample => sample.deliveries);

const isStaging = ({ environment }: { environment: string }) =>
  ['staging', 'preprod'].includes(environment);

function withOddity(oddity: ComponentSample['oddity']): ComponentSample {
  const found = samples.find(sample => sample.oddity === oddity);
  if (!found) {
    throw new Error(`no component is ${oddity}`);
  }
  return found;
}

describe('generateSample', () => {
  it('gives the same bytes for the same end, in any order of components', () => {
    const again = generateSample({
      components: [...testComponents].reverse(),
      until,
    });
    expect(JSON.stringify(again)).toBe(JSON.stringify(samples));
  });

  it('agrees with a sample of another end about the days that both have', () => {
    const ends = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(ends, days => {
        const later = new Date(until.getTime() + days * 86_400_000);
        const components = testComponents.slice(0, 4);
        const one = generateSample({ components, until });
        const other = generateSample({ components, until: later });
        const start = new Date(from.getTime() + days * 86_400_000);
        one.forEach((sample, index) => {
          const shared = ({ finishedAt = '' }: { finishedAt?: string }) =>
            finishedAt >= start.toISOString() &&
            finishedAt < until.toISOString();
          expect(other[index].deliveries.filter(shared)).toEqual(
            sample.deliveries.filter(shared),
          );
          const shas = (of: ComponentSample) =>
            of.commits
              .filter(({ landedAt }) => landedAt >= start && landedAt < until)
              .map(({ commit }) => commit.sha);
          expect(shas(other[index])).toEqual(shas(sample));
        });
      }),
      { numRuns: 6 },
    );
  });

  it('sends nothing that the ingest would refuse', () => {
    for (const sample of samples) {
      for (const delivery of sample.deliveries) {
        expect(() => deploymentDeliverySchema.parse(delivery)).not.toThrow();
      }
      for (const { commit } of sample.commits) {
        expect(() => commitRecordSchema.parse(commit)).not.toThrow();
      }
    }
  });

  it('stays within its year, in the order of time, each delivery once', () => {
    for (const sample of samples) {
      const times = sample.deliveries.map(({ occurredAt }) => occurredAt);
      expect(times).toEqual([...times].sort());
    }
    for (const { occurredAt } of deliveries) {
      expect(new Date(occurredAt).getTime()).toBeGreaterThanOrEqual(
        from.getTime(),
      );
      expect(new Date(occurredAt).getTime()).toBeLessThan(until.getTime());
    }
    expect(new Set(deliveries.map(({ id }) => id)).size).toBe(
      deliveries.length,
    );
  });

  it('builds whole commit graphs: parents come first and are older', () => {
    for (const { commits, head } of samples) {
      const committedAt = new Map<string, string>();
      for (const { commit, landedAt } of commits) {
        for (const parent of commit.parents) {
          const before = committedAt.get(parent);
          expect(before).toBeDefined();
          expect(before && before <= commit.committedAt).toBe(true);
        }
        expect(commit.authoredAt <= commit.committedAt).toBe(true);
        expect(commit.committedAt <= landedAt.toISOString()).toBe(true);
        expect(committedAt.has(commit.sha)).toBe(false);
        committedAt.set(commit.sha, commit.committedAt);
      }
      expect(head === undefined || committedAt.has(head)).toBe(true);
    }
  });

  it('deploys commits that had landed, except those from before its year', () => {
    for (const sample of samples.filter(({ commits }) => commits.length > 0)) {
      const landedAt = new Map(
        sample.commits.map(item => [item.commit.sha, item.landedAt]),
      );
      const resolved = sample.deliveries.filter(({ commit }) => commit);
      const known = resolved.filter(({ commit = '' }) => landedAt.has(commit));
      for (const { commit = '', finishedAt = '' } of known) {
        const landed = landedAt.get(commit)?.toISOString() ?? '';
        expect(landed <= finishedAt).toBe(true);
      }
      expect(known.length).toBeGreaterThan(resolved.length * 0.8);
    }
  });

  it('deploys nothing on holidays and next to nothing at weekends', () => {
    const calendar = CompanyCalendar.create(until.getTime());
    let weekend = 0;
    for (const { occurredAt } of deliveries) {
      expect(calendar.isHoliday(Date.parse(occurredAt))).toBe(false);
      const local = DateTime.fromISO(occurredAt, { zone: companyZone });
      weekend += local.weekday > 5 ? 1 : 0;
    }
    expect(weekend).toBeLessThan(deliveries.length * 0.01);
  });

  it('has the size of a real year', () => {
    const commits = samples.reduce((sum, each) => sum + each.commits.length, 0);
    expect(deliveries.length).toBeGreaterThan(5_000);
    expect(deliveries.length).toBeLessThan(9_000);
    expect(commits).toBeGreaterThan(12_000);
    expect(commits).toBeLessThan(20_000);
  });

  it.each([1, 2, 3, 4])('shows delivery of tier %s', tier => {
    const production = samples
      .filter(sample => sample.component.tier === tier)
      .flatMap(sample => sample.deliveries)
      .filter(delivery => !isStaging(delivery));
    expect(production.length).toBeGreaterThan(50);
    expect(production.some(({ title }) => title?.startsWith('Roll back'))).toBe(
      true,
    );
  });

  /** What was put into production, with the two deployments before it. */
  const inProduction = samples.flatMap(sample =>
    sample.deliveries
      .filter(each => !isStaging(each) && each.status === 'succeeded')
      .map(({ title = '', version }, index, all) => ({
        title,
        version,
        earlier: all.slice(0, index).map(each => each.version),
      })),
  );

  it('rolls back to the version before the one that failed', () => {
    const rollbacks = inProduction.filter(
      ({ title, earlier }) => title.startsWith('Roll back') && earlier[1],
    );
    expect(rollbacks.length).toBeGreaterThan(100);
    for (const { version, earlier } of rollbacks) {
      const [before, failed] = earlier.slice(-2);
      expect([version, version === failed]).toEqual([before, false]);
    }
  });

  it('never names two releases alike', () => {
    for (const { version, earlier } of inProduction.filter(
      ({ title }) => !/^Roll back|again/.test(title),
    )) {
      expect(earlier).not.toContain(version);
    }
  });

  it('recovers critical services sooner than minor ones', () => {
    const recoveries = (tier: number) =>
      samples
        .filter(({ component }) => component.tier === tier)
        .flatMap(sample => {
          const production = sample.deliveries.filter(each => !isStaging(each));
          return production.flatMap(({ title, occurredAt }, index) =>
            index > 0 && title?.startsWith('Roll back')
              ? Date.parse(occurredAt) -
                Date.parse(production[index - 1].occurredAt)
              : [],
          );
        })
        .sort((one, other) => one - other);
    const median = (values: number[]) => values[values.length >> 1];
    expect(median(recoveries(1))).toBeLessThan(3_600_000);
    expect(median(recoveries(4))).toBeGreaterThan(3 * 3_600_000);
  });

  it('has re-deployments, hotfixes and pipelines that failed', () => {
    const titled = (words: string) =>
      deliveries.filter(({ title }) => title?.includes(words)).length;
    expect(titled('again with new settings')).toBeGreaterThan(10);
    expect(titled('Hotfix')).toBeGreaterThan(10);
    const failed = deliveries.filter(({ status }) => status === 'failed');
    expect(failed.length).toBeGreaterThan(10);
  });

  it('has merged branches as well as squashed ones, and a bot', () => {
    const commits = samples.flatMap(sample => sample.commits);
    const count = (matches: (item: (typeof commits)[number]) => boolean) =>
      commits.filter(matches).length;
    expect(count(({ commit }) => commit.parents.length === 2)).toBeGreaterThan(
      1_000,
    );
    expect(
      count(({ commit }) => commit.subject.startsWith('Bump ')),
    ).toBeGreaterThan(100);
  });

  describe('on purpose', () => {
    it('one component has no data', () => {
      const { deliveries: none, commits } = withOddity('no-data');
      expect([none.length, commits.length]).toEqual([0, 0]);
    });

    it('one names an environment that nobody mapped', () => {
      const names = withOddity('unmapped-environment').deliveries.map(
        ({ environment }) => environment,
      );
      expect(new Set(names)).toContain(unmappedEnvironment);
      expect(new Set(names)).not.toContain('production');
    });

    it('one stopped being deployed three to six months ago', () => {
      const last = withOddity('stopped').deliveries.at(-1)?.occurredAt ?? '';
      expect(last < '2026-08-23').toBe(true);
      expect(last > '2026-05-01').toBe(true);
    });

    it('one has versions that resolve to nothing for a while', () => {
      const production = withOddity('unresolved-versions').deliveries.filter(
        delivery => !isStaging(delivery),
      );
      const unresolved = production.filter(({ commit }) => !commit);
      expect(unresolved.length).toBeGreaterThan(3);
      expect(unresolved.length).toBeLessThan(production.length / 3);
    });

    it('one has deployments and no history', () => {
      const sample = withOddity('no-history');
      expect(sample.deliveries.length).toBeGreaterThan(5);
      expect(sample.commits).toEqual([]);
    });
  });

  it('keeps the other components when one joins', () => {
    const newcomer = {
      ref: 'component:default/a-newcomer',
      name: 'a-newcomer',
      type: 'service',
      lifecycle: 'production',
      tier: 1,
      repository: 'https://git.saltmarsh.example/team/a-newcomer',
    };
    const [first, ...others] = generateSample({
      components: [...testComponents, newcomer],
      until,
    });
    expect(first.component).toEqual(newcomer);
    expect(JSON.stringify(others)).toBe(JSON.stringify(samples));
  });

  it('refuses an end before the company has a year behind it', () => {
    expect(() =>
      generateSample({
        components: testComponents,
        until: new Date('2024-12-31T00:00:00Z'),
      }),
    ).toThrow('must be 2025-01-01 or later');
  });
});
