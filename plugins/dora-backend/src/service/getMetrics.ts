import {
  doraMetrics,
  emptyTally,
  leadTimeBuckets,
  leadTimeBucketStarts,
  MetricsReport,
  previousWindow,
  Tally,
  WeekPoint,
  weeksOf,
  Window,
} from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { DoraSettings } from '../settings';
import { environmentsOf, firstDeploymentAt } from '../store/coverage';
import {
  ChangeTally,
  countLeadTimes,
  DeploymentTally,
  tallyChanges,
  tallyDeployments,
} from '../store/tally';
import { getCoverage } from './getCoverage';
import { elapsedDays, presentWindow, Question, rowFilter } from './question';
import { currentServices } from './scope';

/** The five metrics of a scope and a window, and what explains them. */
export async function getMetrics(
  knex: Knex,
  question: Question,
  options: { settings: DoraSettings; now: Date },
): Promise<MetricsReport> {
  const { scope, window, environment } = question;
  const before = question.comparePrevious ? previousWindow(window) : null;
  const [total, previous, series, leadTimes, environments] = await Promise.all([
    tallyWindow(knex, question, window),
    before && tallyWindow(knex, question, before),
    weeklySeries(knex, question, options.now),
    countLeadTimes(knex, rowFilter(question), {
      start: question.leadTimeStart,
      bucketStarts: leadTimeBucketStarts,
    }),
    environmentsOf(knex, currentServices(scope)),
  ]);
  const coverage = await getCoverage(knex, question, {
    ...options,
    counted: total.deployments,
  });
  return {
    scope: {
      entityRef: scope.entityRef,
      kind: scope.kind,
      title: scope.title,
      services: scope.services,
    },
    window: presentWindow(window),
    previousWindow: before && presentWindow(before),
    environment,
    reportYear: question.reportYear,
    leadTimeStart: question.leadTimeStart,
    metrics: doraMetrics({
      tally: toTally(total.deployments, total.changes),
      days: elapsedDays(window, options.now),
      reportYear: question.reportYear,
      services: Math.max(scope.services, total.deployments?.services ?? 0),
      previous:
        previous && before
          ? {
              tally: toTally(previous.deployments, previous.changes),
              days: elapsedDays(before, options.now),
            }
          : undefined,
    }),
    series,
    leadTimes: leadTimeBuckets(leadTimes),
    coverage,
    sample: total.deployments?.sample ?? false,
    environments,
  };
}

type WindowTally = { deployments?: DeploymentTally; changes?: ChangeTally };

async function tallyWindow(
  knex: Knex,
  question: Question,
  window: Window,
): Promise<WindowTally> {
  const filter = rowFilter(question, window);
  const options = { key: 'total' as const, timeZone: window.timeZone };
  const [[deployments], [changes]] = await Promise.all([
    tallyDeployments(knex, filter, options),
    tallyChanges(knex, filter, { ...options, start: question.leadTimeStart }),
  ]);
  return { deployments, changes };
}

/** Joins what was counted of deployments and of their changes; absent rows are nothing. */
export function toTally(
  deployments?: DeploymentTally,
  changes?: ChangeTally,
): Tally {
  return { ...emptyTally, ...deployments, ...changes };
}

async function weeklySeries(
  knex: Knex,
  question: Question,
  now: Date,
): Promise<WeekPoint[]> {
  const filter = rowFilter(question);
  const options = {
    key: 'week' as const,
    timeZone: question.window.timeZone,
  };
  const [deployments, changes, first] = await Promise.all([
    tallyDeployments(knex, filter, options),
    tallyChanges(knex, filter, { ...options, start: question.leadTimeStart }),
    firstDeploymentAt(knex, filter),
  ]);
  const deploymentsOf = new Map(deployments.map(each => [each.key, each]));
  const changesOf = new Map(changes.map(each => [each.key, each]));
  return weeksOf(question.window, now).map(week => {
    const tally = toTally(
      deploymentsOf.get(week.week),
      changesOf.get(week.week),
    );
    const ratio = (part: number) =>
      tally.deployments > 0 ? part / tally.deployments : null;
    return {
      week: week.week,
      from: week.from.toISOString(),
      to: week.to.toISOString(),
      partial: week.partial,
      known: first !== null && first < week.to && week.from <= now,
      deployments: tally.deployments,
      deploymentDays: tally.deploymentDays,
      changes: tally.changes,
      leadTimeP50: tally.leadTime.p50,
      leadTimeP90: tally.leadTime.p90,
      failed: tally.failed,
      changeFailRate: ratio(tally.failed),
      recoveryP50: tally.recovery.p50,
      rework: tally.rework,
      reworkRate: ratio(tally.rework),
    };
  });
}
