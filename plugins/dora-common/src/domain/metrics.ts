import {
  DoraMetrics,
  Metric,
  MetricChange,
  MetricId,
  MetricKey,
  NoData,
  ReportYear,
} from '../api/types';
import { bandOf } from './bands';

/**
 * What the store counts over the deployments of one scope, one environment and
 * one window. Durations are seconds; percentiles are interpolated
 * (`percentile_cont`) and null without a sample.
 */
export type Tally = {
  deployments: number;
  /** Local days with at least one deployment. */
  deploymentDays: number;
  failed: number;
  rework: number;
  /** Failed deployments that a later one recovered. */
  recovered: number;
  recovery: Percentiles;
  /** Deployments whose changes are known. */
  knownRange: number;
  /** Changes with a lead time of 0 or more. */
  changes: number;
  negative: number;
  withoutStart: number;
  leadTime: Percentiles;
};

export type Percentiles = {
  p50: number | null;
  p75: number | null;
  p90: number | null;
};

export const noPercentiles: Percentiles = { p50: null, p75: null, p90: null };

export const emptyTally: Tally = {
  deployments: 0,
  deploymentDays: 0,
  failed: 0,
  rework: 0,
  recovered: 0,
  recovery: noPercentiles,
  knownRange: 0,
  changes: 0,
  negative: 0,
  withoutStart: 0,
  leadTime: noPercentiles,
};

const noServices: NoData = {
  reason: 'no-services',
  message: 'Nothing here is a service.',
  remedy:
    'Give a component this owner in the catalog, and connect a deployment source for it.',
};

const noDeployments: NoData = {
  reason: 'no-deployments',
  message: 'No successful deployment in this window.',
  remedy:
    'Choose a longer window or another environment, or check that a source sends this service’s deployments.',
};

type Basis = { tally: Tally; days: number; reportYear: ReportYear };

/**
 * The five metrics of a window.
 *
 * - Deployment frequency: deployments ÷ days of the window; beside it the days
 *   with a deployment ÷ weeks.
 * - Change lead time: median over changes, never over deployments' medians.
 * - Change fail rate: failed deployments ÷ deployments, by the failed
 *   deployment's time.
 * - Failed deployment recovery time: median over the failed deployments that
 *   were recovered.
 * - Deployment rework rate: deployments that remediate ÷ deployments.
 *
 * Names and meanings: dora.dev, DORA's software delivery metrics (2026-01).
 *
 * @param days - length of the window in days; the part of it that is past
 * @param previous - the window before, for the change of each metric
 */
export function doraMetrics(options: {
  tally: Tally;
  days: number;
  reportYear: ReportYear;
  services: number;
  previous?: { tally: Tally; days: number };
}): DoraMetrics {
  const current = measure(options, options.services);
  if (!options.previous) {
    return current;
  }
  const before = measure(
    { ...options.previous, reportYear: options.reportYear },
    options.services,
  );
  return {
    deploymentFrequency: compared(current, before, 'deploymentFrequency'),
    changeLeadTime: compared(current, before, 'changeLeadTime'),
    changeFailRate: compared(current, before, 'changeFailRate'),
    failedDeploymentRecoveryTime: compared(
      current,
      before,
      'failedDeploymentRecoveryTime',
    ),
    deploymentReworkRate: compared(current, before, 'deploymentReworkRate'),
  };
}

function measure(basis: Basis, services: number): DoraMetrics {
  const { tally, days } = basis;
  const nothing = services === 0 ? noServices : noDeployments;
  const any = tally.deployments > 0;
  const ratio = (part: number) => (any ? part / tally.deployments : null);
  return {
    deploymentFrequency: {
      ...metric(basis, {
        id: 'deployment-frequency',
        unit: 'per-day',
        value: any && days > 0 ? tally.deployments / days : null,
        n: tally.deployments,
        nOf: 'deployments',
        noData: nothing,
      }),
      deployments: tally.deployments,
      deploymentDays: tally.deploymentDays,
      deploymentDaysPerWeek: days > 0 ? (tally.deploymentDays * 7) / days : 0,
    },
    changeLeadTime: {
      ...metric(basis, {
        id: 'change-lead-time',
        unit: 'seconds',
        value: tally.leadTime.p50,
        n: tally.changes,
        nOf: 'changes',
        noData: any ? noLeadTimes(tally) : nothing,
      }),
      ...tally.leadTime,
      negative: tally.negative,
      withoutStart: tally.withoutStart,
    },
    changeFailRate: {
      ...metric(basis, {
        id: 'change-fail-rate',
        unit: 'ratio',
        value: ratio(tally.failed),
        n: tally.deployments,
        nOf: 'deployments',
        noData: nothing,
      }),
      failed: tally.failed,
      deployments: tally.deployments,
    },
    failedDeploymentRecoveryTime: {
      ...metric(basis, {
        id: 'failed-deployment-recovery-time',
        unit: 'seconds',
        value: tally.recovery.p50,
        n: tally.recovered,
        nOf: 'recoveries',
        noData: any ? noRecoveries(tally) : nothing,
      }),
      ...tally.recovery,
    },
    deploymentReworkRate: {
      ...metric(basis, {
        id: 'deployment-rework-rate',
        unit: 'ratio',
        value: ratio(tally.rework),
        n: tally.deployments,
        nOf: 'deployments',
        noData: nothing,
      }),
      rework: tally.rework,
      deployments: tally.deployments,
    },
  };
}

function metric(
  basis: Basis,
  what: Pick<Metric, 'unit' | 'value' | 'n' | 'nOf'> & {
    id: MetricId;
    noData: NoData;
  },
): Metric {
  if (what.value === null) {
    return { ...what, band: null, bandNote: null, change: null };
  }
  const verdict = bandOf({
    metric: what.id,
    value: what.value,
    reportYear: basis.reportYear,
    deployments: basis.tally.deployments,
  });
  return {
    ...what,
    noData: null,
    band: verdict.band,
    bandNote: verdict.note,
    change: null,
  };
}

function compared<K extends MetricKey>(
  current: DoraMetrics,
  before: DoraMetrics,
  key: K,
): DoraMetrics[K] {
  return {
    ...current[key],
    change: changeBetween(current[key], before[key]),
  };
}

/** Only the frequency is better when it is larger. */
function changeBetween(current: Metric, before: Metric): MetricChange | null {
  if (current.value === null || before.value === null) {
    return null;
  }
  const absolute = current.value - before.value;
  return {
    absolute,
    relative: before.value === 0 ? null : absolute / before.value,
    direction: directionOf(current.id, absolute),
  };
}

function directionOf(
  metricId: MetricId,
  absolute: number,
): MetricChange['direction'] {
  if (absolute === 0) {
    return 'same';
  }
  const largerIsBetter = metricId === 'deployment-frequency';
  return absolute > 0 === largerIsBetter ? 'better' : 'worse';
}

function noLeadTimes(tally: Tally): NoData {
  if (tally.knownRange === 0) {
    return {
      reason: 'no-known-range',
      message: 'The changes of these deployments are not known.',
      remedy:
        'Connect the service’s commit history, and check that its versions are tags or commits of it.',
    };
  }
  return {
    reason: 'no-changes',
    message:
      tally.negative + tally.withoutStart > 0
        ? 'No change in this window has a usable lead time.'
        : 'The deployments of this window carried no change.',
    remedy: 'Choose a longer window, or another start of the clock.',
  };
}

function noRecoveries(tally: Tally): NoData {
  return tally.failed > 0
    ? {
        reason: 'not-recovered',
        message: 'Deployments failed and none has been recovered yet.',
        remedy: 'Open the failed deployments to see them.',
      }
    : {
        reason: 'no-failures',
        message: 'No deployment failed in this window.',
        remedy: 'Nothing to do: there was nothing to recover from.',
      };
}
