import {
  Change,
  Coverage,
  Deployment,
  doraMetrics,
  DoraMetrics,
  leadTimeBuckets,
  leadTimeBucketStarts,
  percentile,
  Percentiles,
  ReportYear,
  SourceStatus,
  Tally,
  WeekPoint,
  weeksOf,
  Window,
  windowDays,
} from '@slipway/plugin-dora-common';
import { localDay } from '../filters/localTime';

/** Deployments of one window with the changes that they carried. */
export type Facts = { deployments: Deployment[]; changes: Change[] };

function percentiles(sample: number[]): Percentiles {
  return {
    p50: percentile(sample, 0.5),
    p75: percentile(sample, 0.75),
    p90: percentile(sample, 0.9),
  };
}

/** Counts facts as the backend does. */
export function tally(facts: Facts, timeZone: string): Tally {
  const { deployments, changes } = facts;
  const leadTimes = changes
    .filter(change => !change.excluded)
    .map(change => change.leadTime ?? 0);
  const recoveries = deployments
    .map(each => each.recoverySeconds)
    .filter(seconds => seconds !== null);
  return {
    deployments: deployments.length,
    deploymentDays: new Set(
      deployments.map(each => localDay(Date.parse(each.finishedAt), timeZone)),
    ).size,
    failed: deployments.filter(each => each.failed).length,
    rework: deployments.filter(each => each.rework).length,
    recovered: recoveries.length,
    recovery: percentiles(recoveries),
    knownRange: deployments.filter(each => each.range === 'known').length,
    changes: leadTimes.length,
    negative: changes.filter(each => each.excluded === 'negative').length,
    withoutStart: changes.filter(each => each.excluded === 'no-start').length,
    leadTime: percentiles(leadTimes),
  };
}

/** Facts whose deployments finished within a window. */
export function within(facts: Facts, window: { from: Date; to: Date }): Facts {
  const inside = (instant: string) =>
    Date.parse(instant) >= +window.from && Date.parse(instant) < +window.to;
  return {
    deployments: facts.deployments.filter(each => inside(each.finishedAt)),
    changes: facts.changes.filter(each => inside(each.deployedAt)),
  };
}

/** The five metrics of facts over a window. */
export function metricsOf(options: {
  facts: Facts;
  window: Window;
  reportYear: ReportYear;
  services: number;
  previous?: { facts: Facts; window: Window };
}): DoraMetrics {
  const { facts, window, reportYear, services, previous } = options;
  return doraMetrics({
    tally: tally(facts, window.timeZone),
    days: windowDays(window),
    reportYear,
    services,
    previous: previous && {
      tally: tally(previous.facts, window.timeZone),
      days: windowDays(previous.window),
    },
  });
}

/** The weeks of a window. */
export function weeklySeries(
  facts: Facts,
  window: Window,
  now: Date,
): WeekPoint[] {
  const first = Math.min(
    ...facts.deployments.map(each => Date.parse(each.finishedAt)),
  );
  return weeksOf(window, now).map(week => {
    const counted = tally(within(facts, week), window.timeZone);
    const { deployments, failed, rework } = counted;
    const share = (part: number) => (deployments ? part / deployments : null);
    return {
      week: week.week,
      from: week.from.toISOString(),
      to: week.to.toISOString(),
      partial: week.partial,
      known: first < week.to.getTime() && week.from <= now,
      deployments,
      deploymentDays: counted.deploymentDays,
      changes: counted.changes,
      leadTimeP50: counted.leadTime.p50,
      leadTimeP90: counted.leadTime.p90,
      failed,
      changeFailRate: share(failed),
      recoveryP50: counted.recovery.p50,
      rework,
      reworkRate: share(rework),
    };
  });
}

/** How the lead times of facts spread. */
export function distribution(facts: Facts) {
  const counts = new Map<number, number>();
  for (const { leadTime, excluded } of facts.changes) {
    if (excluded) continue;
    const bucket =
      leadTimeBucketStarts.filter(start => start <= (leadTime ?? 0)).length - 1;
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return leadTimeBuckets(counts);
}

/** What facts stand on. */
export function coverageOf(
  facts: Facts,
  options: {
    services: number;
    sources: SourceStatus[];
    gaps: Coverage['gaps'];
  },
): Coverage {
  const count = (range: Deployment['range']) =>
    facts.deployments.filter(each => each.range === range).length;
  return {
    deployments: facts.deployments.length,
    knownRange: count('known'),
    redeployments: count('redeployment'),
    firstDeployments: count('first'),
    unresolved: count('unresolved'),
    withoutHistory: count('no-history'),
    servicesWithData: new Set(facts.deployments.map(each => each.serviceRef))
      .size,
    ...options,
  };
}
