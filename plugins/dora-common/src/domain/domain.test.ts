import fc from 'fast-check';
import { bandOf, bandTables } from './bands';
import { supersedes } from './deliveryOrder';
import { leadTimeBuckets, leadTimeSeconds } from './leadTime';
import { doraMetrics, emptyTally, Tally } from './metrics';
import { percentile } from './percentile';
import { previousWindow, resolveWindow, weeksOf, windowDays } from './windows';

const now = new Date('2024-04-03T10:00:00Z');

describe('percentile', () => {
  it('interpolates between closest ranks', () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(percentile([7], 0.9)).toBe(7);
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([10, 20, 30, 40, 50], 0.9)).toBeCloseTo(46, 12);
  });

  it('does not depend on the order, and lies within the sample', () => {
    const samples = fc.array(fc.integer(), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(
        samples,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (s, p) => {
          const value = percentile(s, p)!;
          expect(percentile([...s].reverse(), p)).toBe(value);
          expect(value).toBeGreaterThanOrEqual(Math.min(...s));
          expect(value).toBeLessThanOrEqual(Math.max(...s));
        },
      ),
    );
  });
});

describe('windows', () => {
  it('starts plain dates at local midnight, half open', () => {
    const resolved = resolveWindow({
      from: '2024-03-01',
      to: '2024-04-01',
      timeZone: 'Europe/Berlin',
      now,
    });
    expect(resolved).toEqual({
      ok: true,
      window: {
        from: new Date('2024-02-29T23:00:00Z'),
        to: new Date('2024-03-31T22:00:00Z'),
        timeZone: 'Europe/Berlin',
      },
    });
  });

  it('is 90 days and includes today when nothing is asked for', () => {
    const resolved = resolveWindow({ timeZone: 'UTC', now });
    expect(resolved.ok && resolved.window.to).toEqual(
      new Date('2024-04-04T00:00:00Z'),
    );
    expect(resolved.ok && windowDays(resolved.window)).toBe(90);
  });

  it.each([
    [{ from: 'yesterday' }, 'from', /must be a date such as/],
    [{ to: '2024-02-30' }, 'to', /must be a date such as/],
    [{ to: '2024-01-01T00:00:00' }, 'to', /offset/],
    [{ from: '2024-02-01', to: '2024-02-01' }, 'from', /must be before/],
    [{ from: '2010-01-01', to: '2024-01-01' }, 'from', /at most 1100 days/],
  ])('refuses %j and says why', (asked, field, message) => {
    const resolved = resolveWindow({ ...asked, timeZone: 'UTC', now });
    expect(resolved).toEqual({
      ok: false,
      problem: { field, message: expect.stringMatching(message) },
    });
  });

  it('compares with as many local days before, across a clock change', () => {
    const window = {
      from: new Date('2024-03-30T23:00:00Z'),
      to: new Date('2024-04-01T22:00:00Z'),
      timeZone: 'Europe/Berlin',
    };
    expect(windowDays(window)).toBe(2);
    expect(previousWindow(window).from).toEqual(
      new Date('2024-03-28T23:00:00Z'),
    );
  });

  it('cuts weeks to the window and marks what is not whole', () => {
    const weeks = weeksOf(
      {
        from: new Date('2024-03-20T00:00:00Z'),
        to: new Date('2024-04-10T00:00:00Z'),
        timeZone: 'UTC',
      },
      now,
    );
    expect(weeks.map(week => [week.week, week.partial])).toEqual([
      ['2024-03-18', true],
      ['2024-03-25', false],
      ['2024-04-01', true],
      ['2024-04-08', true],
    ]);
  });

  it('tiles the window with weeks, in any zone', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata');
    const days = fc.integer({ min: 0, max: 700 });
    fc.assert(
      fc.property(
        zones,
        days,
        fc.integer({ min: 1, max: 400 }),
        (zone, a, n) => {
          const from = new Date(Date.UTC(2023, 0, 1 + a, 3));
          const to = new Date(from.getTime() + n * 86_400_000);
          const weeks = weeksOf({ from, to, timeZone: zone }, now);
          expect(weeks[0].from).toEqual(from);
          expect(weeks[weeks.length - 1].to).toEqual(to);
          weeks.slice(1).forEach((week, index) => {
            expect(week.from).toEqual(weeks[index].to);
          });
        },
      ),
    );
  });
});

describe('bands', () => {
  it.each([
    [2023, 'change-lead-time', 86_399, 'elite', null],
    [2023, 'change-lead-time', 86_400, 'high', null],
    [2023, 'deployment-frequency', 1, 'elite', /on demand/],
    [2023, 'deployment-frequency', 1 / 7, 'high', null],
    [2023, 'change-fail-rate', 0.05, 'elite', /one rate/],
    [2023, 'change-fail-rate', 0.64, 'low', /above 15 %/],
    [2024, 'change-fail-rate', 0.15, 'medium', /in order/],
    [2021, 'change-lead-time', 7200, 'high', /leaves out/],
    [2021, 'change-fail-rate', 0.15, 'elite', null],
  ] as const)('%i: %s of %d is %s', (reportYear, metric, value, band, note) => {
    const verdict = bandOf({ metric, value, reportYear, deployments: 5 });
    expect(verdict.band).toBe(band);
    expect(verdict.note ?? '').toMatch(note ?? /^$/);
  });

  it('gives none to few deployments, nor where a report has none', () => {
    const lead = {
      metric: 'change-lead-time',
      value: 1,
      reportYear: 2023,
    } as const;
    expect(bandOf({ ...lead, deployments: 4 }).band).toBeNull();
    expect(
      bandOf({ ...lead, metric: 'deployment-rework-rate', deployments: 50 }),
    ).toEqual({ band: null, note: expect.stringMatching(/no bands/) });
  });

  it('orders every table from better to worse and ends without a limit', () => {
    for (const tables of Object.values(bandTables)) {
      for (const table of Object.values(tables)) {
        const limits = table.steps.slice(0, -1).map(step => step.limit!);
        const sign = table.compare === 'at-least' ? -1 : 1;
        expect([...limits].sort((a, b) => sign * (a - b))).toEqual(limits);
        expect(table.steps[table.steps.length - 1].limit).toBeNull();
      }
    }
  });
});

describe('metrics', () => {
  const tally: Tally = {
    ...emptyTally,
    deployments: 20,
    deploymentDays: 8,
    failed: 1,
    rework: 2,
    recovered: 1,
    recovery: { p50: 600, p75: 600, p90: 600 },
    knownRange: 18,
    changes: 40,
    leadTime: { p50: 3600, p75: 7200, p90: 10_000 },
  };

  it('divides by deployments and days', () => {
    const metrics = doraMetrics({
      tally,
      days: 28,
      reportYear: 2023,
      services: 1,
      previous: { tally: { ...tally, deployments: 10 }, days: 28 },
    });
    expect(metrics.deploymentFrequency).toMatchObject({
      value: 20 / 28,
      deploymentDaysPerWeek: 2,
      band: 'high',
      change: { absolute: 10 / 28, relative: 1, direction: 'better' },
    });
    expect(metrics.changeLeadTime).toMatchObject({ value: 3600, n: 40 });
    expect(metrics.changeFailRate).toMatchObject({
      value: 0.05,
      change: { direction: 'better' },
    });
    expect(metrics.failedDeploymentRecoveryTime).toMatchObject({ n: 1 });
    expect(metrics.deploymentReworkRate).toMatchObject({
      value: 0.1,
      band: null,
    });
  });

  it.each([
    ['no-services', emptyTally, 0],
    ['no-deployments', emptyTally, 3],
  ] as const)(
    'says %s and shows neither 0 nor a band',
    (reason, empty, services) => {
      const metrics = doraMetrics({
        tally: empty,
        days: 28,
        reportYear: 2023,
        services,
      });
      for (const metric of Object.values(metrics)) {
        expect(metric).toMatchObject({
          value: null,
          band: null,
          noData: { reason },
        });
        expect(metric.noData?.remedy).not.toBe('');
      }
    },
  );

  it.each([
    ['no-known-range', { knownRange: 0, changes: 0 }],
    ['no-changes', { changes: 0, negative: 2 }],
  ])('says %s of the lead time alone', (reason, difference) => {
    const metrics = doraMetrics({
      tally: {
        ...tally,
        ...difference,
        leadTime: { p50: null, p75: null, p90: null },
      },
      days: 28,
      reportYear: 2023,
      services: 1,
    });
    expect(metrics.changeLeadTime).toMatchObject({
      value: null,
      noData: { reason },
    });
    expect(metrics.changeFailRate.value).toBe(0.05);
  });

  it('tells failures that nobody recovered from no failures', () => {
    const recoveryOf = (failed: number) =>
      doraMetrics({
        tally: {
          ...tally,
          failed,
          recovered: 0,
          recovery: { p50: null, p75: null, p90: null },
        },
        days: 28,
        reportYear: 2023,
        services: 1,
      }).failedDeploymentRecoveryTime.noData?.reason;
    expect([recoveryOf(0), recoveryOf(1)]).toEqual([
      'no-failures',
      'not-recovered',
    ]);
  });
});

describe('lead time', () => {
  const change = { committedAt: 5000, authoredAt: 1000, mergedAt: null };

  it('starts where it is told, and may be negative or unknown', () => {
    expect(leadTimeSeconds(change, 9000, 'committed')).toBe(4);
    expect(leadTimeSeconds(change, 9000, 'authored')).toBe(8);
    expect(leadTimeSeconds(change, 9000, 'merged')).toBeNull();
    expect(leadTimeSeconds(change, 4000, 'committed')).toBe(-1);
  });

  it('has buckets without a hole', () => {
    const buckets = leadTimeBuckets(new Map([[2, 7]]));
    buckets.slice(1).forEach((bucket, index) => {
      expect(bucket.from).toBe(buckets[index].to);
    });
    expect(buckets[2].count).toBe(7);
    expect(buckets[buckets.length - 1].to).toBeNull();
  });
});

describe('order of deliveries', () => {
  it('is total: of two different ones exactly one wins', () => {
    const ranks = fc.record({
      occurredAt: fc.integer({ min: 0, max: 2 }),
      hasCommit: fc.boolean(),
      deliveryId: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(ranks, ranks, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(Number(supersedes(a, b)) + Number(supersedes(b, a))).toBe(
          same ? 0 : 1,
        );
      }),
    );
  });
});
