import { Band, MetricId, ReportYear } from '../api/types';

const hour = 3600;
const day = 24 * hour;
const week = 7 * day;
/** A month is 30 days wherever a report says "month". */
const month = 30 * day;

/**
 * One step of a band table. A value is in the first step whose limit it meets;
 * the last step has no limit. `ours` says what the report leaves open and how
 * this table closes it; without it the cut-off is the report's own.
 */
export type BandStep = { band: Band; limit: number | null; ours?: string };

export type BandTable = {
  /** `at-most`: value ≤ limit. `below`: value < limit. `at-least`: value ≥ limit. */
  compare: 'at-most' | 'below' | 'at-least';
  steps: BandStep[];
};

const perDay = {
  daily: 1,
  weekly: 1 / 7,
  monthly: 1 / 30,
  halfYearly: 1 / 182,
};

const onDemand =
  'The report says "on demand"; here that is at least one deployment a day.';
const oneRatePerCluster =
  'The report gives each cluster one rate (5, 10, 15 and 64 %); here a rate belongs to the first that it does not exceed.';
const crossedOver =
  'In the report the high cluster (20 %) fails more often than the medium one (10 %); here the rates are put in order.';

/**
 * Bands by report year. The clusters of a report describe its respondents;
 * they leave gaps, overlap, and in 2024 cross over, so a table of cut-offs
 * always adds something, and each addition is named.
 *
 * Sources: Accelerate State of DevOps 2021 (elite as printed; the rest as
 * widely quoted), 2023 (elite as printed; the rest as widely quoted), 2024 (as
 * widely quoted).
 */
export const bandTables: Record<
  ReportYear,
  Partial<Record<MetricId, BandTable>>
> = {
  2021: {
    'deployment-frequency': {
      compare: 'at-least',
      steps: [
        { band: 'elite', limit: perDay.daily, ours: onDemand },
        {
          band: 'high',
          limit: perDay.monthly,
          ours: 'The report says weekly to monthly; daily to weekly, which it leaves out, counts as high here.',
        },
        { band: 'medium', limit: perDay.halfYearly },
        { band: 'low', limit: null },
      ],
    },
    'change-lead-time': {
      compare: 'below',
      steps: [
        { band: 'elite', limit: hour },
        {
          band: 'high',
          limit: week,
          ours: 'The report says one day to one week; one hour to one day, which it leaves out, counts as high here.',
        },
        {
          band: 'medium',
          limit: 6 * month,
          ours: 'The report says one to six months; one week to one month, which it leaves out, counts as medium here.',
        },
        { band: 'low', limit: null },
      ],
    },
    'change-fail-rate': {
      compare: 'at-most',
      steps: [
        { band: 'elite', limit: 0.15 },
        {
          band: 'high',
          limit: 0.3,
          ours: 'The report gives 16 to 30 % to high, medium and low alike; here it counts as high.',
        },
        {
          band: 'low',
          limit: null,
          ours: 'The report has nothing above 30 %; here it counts as low.',
        },
      ],
    },
    'failed-deployment-recovery-time': {
      compare: 'below',
      steps: [
        { band: 'elite', limit: hour },
        { band: 'high', limit: day },
        { band: 'medium', limit: week },
        {
          band: 'low',
          limit: null,
          ours: 'The report says more than six months; one week to six months, which it leaves out, counts as low here.',
        },
      ],
    },
  },
  2023: {
    'deployment-frequency': {
      compare: 'at-least',
      steps: [
        { band: 'elite', limit: perDay.daily, ours: onDemand },
        { band: 'high', limit: perDay.weekly },
        { band: 'medium', limit: perDay.monthly },
        {
          band: 'low',
          limit: null,
          ours: 'The report gives medium and low the same span (weekly to monthly); here low is rarer than monthly.',
        },
      ],
    },
    'change-lead-time': {
      compare: 'below',
      steps: [
        { band: 'elite', limit: day },
        { band: 'high', limit: week },
        { band: 'medium', limit: month },
        {
          band: 'low',
          limit: null,
          ours: 'The report gives medium and low the same span (one week to one month); here low is longer than a month.',
        },
      ],
    },
    'change-fail-rate': {
      compare: 'at-most',
      steps: [
        { band: 'elite', limit: 0.05, ours: oneRatePerCluster },
        { band: 'high', limit: 0.1, ours: oneRatePerCluster },
        { band: 'medium', limit: 0.15, ours: oneRatePerCluster },
        {
          band: 'low',
          limit: null,
          ours: 'The report gives each cluster one rate (5, 10, 15 and 64 %); here everything above 15 % is low.',
        },
      ],
    },
    'failed-deployment-recovery-time': {
      compare: 'below',
      steps: [
        { band: 'elite', limit: hour },
        { band: 'high', limit: day },
        { band: 'medium', limit: week },
        {
          band: 'low',
          limit: null,
          ours: 'The report says one to six months; one week to one month, which it leaves out, counts as low here.',
        },
      ],
    },
  },
  2024: {
    'deployment-frequency': {
      compare: 'at-least',
      steps: [
        { band: 'elite', limit: perDay.daily, ours: onDemand },
        { band: 'high', limit: perDay.weekly },
        { band: 'medium', limit: perDay.monthly },
        { band: 'low', limit: null },
      ],
    },
    'change-lead-time': {
      compare: 'below',
      steps: [
        { band: 'elite', limit: day },
        { band: 'high', limit: week },
        { band: 'medium', limit: month },
        { band: 'low', limit: null },
      ],
    },
    'change-fail-rate': {
      compare: 'at-most',
      steps: [
        { band: 'elite', limit: 0.05, ours: crossedOver },
        { band: 'high', limit: 0.1, ours: crossedOver },
        { band: 'medium', limit: 0.2, ours: crossedOver },
        {
          band: 'low',
          limit: null,
          ours: 'The report gives the low cluster 40 %; here everything above 20 % is low.',
        },
      ],
    },
    'failed-deployment-recovery-time': {
      compare: 'below',
      steps: [
        { band: 'elite', limit: hour },
        { band: 'high', limit: day },
        {
          band: 'medium',
          limit: week,
          ours: 'The report gives high and medium the same span (less than a day); here one day to one week is medium.',
        },
        {
          band: 'low',
          limit: null,
          ours: 'The report says one week to one month; longer counts as low too here.',
        },
      ],
    },
  },
};

/** Fewer deployments than this in the window get no band. */
export const minimumDeploymentsForBand = 5;

export type BandVerdict = { band: Band | null; note: string | null };

/**
 * The band of a value in a report year, with a note where there is none or
 * where the cut-off is ours.
 *
 * @param value - deployments per day, seconds or a ratio, as the metric has it
 * @param deployments - deployments of the window
 */
export function bandOf(options: {
  metric: MetricId;
  value: number;
  reportYear: ReportYear;
  deployments: number;
}): BandVerdict {
  const { metric, value, reportYear, deployments } = options;
  const table = bandTables[reportYear][metric];
  if (!table) {
    return {
      band: null,
      note: `The ${reportYear} report gives no bands for this metric.`,
    };
  }
  if (deployments < minimumDeploymentsForBand) {
    return {
      band: null,
      note: `Fewer than ${minimumDeploymentsForBand} deployments in the window: too few for a band.`,
    };
  }
  const step = table.steps.find(candidate =>
    meets(value, candidate.limit, table.compare),
  );
  return { band: step?.band ?? null, note: step?.ours ?? null };
}

function meets(
  value: number,
  limit: number | null,
  compare: BandTable['compare'],
): boolean {
  if (limit === null) {
    return true;
  }
  switch (compare) {
    case 'at-most':
      return value <= limit;
    case 'below':
      return value < limit;
    default:
      return value >= limit;
  }
}
