/**
 * Shapes of the DORA API's answers (`/api/dora/...`). Instants are ISO 8601 in
 * UTC, durations are seconds, ratios are 0 to 1, unless a name says otherwise.
 */

export const reportYears = [2021, 2023, 2024] as const;
export type ReportYear = (typeof reportYears)[number];

export const bands = ['elite', 'high', 'medium', 'low'] as const;
export type Band = (typeof bands)[number];

/** Where the clock of a change's lead time starts. */
export const leadTimeStarts = ['committed', 'authored', 'merged'] as const;
export type LeadTimeStart = (typeof leadTimeStarts)[number];

export const metricIds = [
  'deployment-frequency',
  'change-lead-time',
  'change-fail-rate',
  'failed-deployment-recovery-time',
  'deployment-rework-rate',
] as const;
export type MetricId = (typeof metricIds)[number];

/** Why a metric has no value. Never shown as 0 and never given a band. */
export type NoData = {
  reason:
    | 'no-services'
    | 'no-deployments'
    | 'no-known-range'
    | 'no-changes'
    | 'no-failures'
    | 'not-recovered';
  message: string;
  remedy: string;
};

export type MetricChange = {
  /** Value minus the value of the window before, in the metric's unit. */
  absolute: number;
  /** absolute ÷ the value before; null when that was 0. */
  relative: number | null;
  direction: 'better' | 'worse' | 'same';
};

export type Metric = {
  id: MetricId;
  /** Deployments per day, seconds (p50) or a ratio; null exactly when noData is set. */
  value: number | null;
  unit: 'per-day' | 'seconds' | 'ratio';
  /** How many rows stand behind the value. */
  n: number;
  nOf: 'deployments' | 'changes' | 'recoveries';
  band: Band | null;
  /** Why there is no band, or which cut-off is ours. */
  bandNote: string | null;
  noData: NoData | null;
  /** Against the window of the same length before; null when either has no value or no comparison was asked for. */
  change: MetricChange | null;
};

export type DoraMetrics = {
  deploymentFrequency: Metric & {
    deployments: number;
    /** Local days with at least one deployment. */
    deploymentDays: number;
    deploymentDaysPerWeek: number;
  };
  changeLeadTime: Metric & {
    p50: number | null;
    p75: number | null;
    p90: number | null;
    /** Changes with a negative span: left out of the percentiles and of n. */
    negative: number;
    /** Changes whose chosen clock start is not known (merged only). */
    withoutStart: number;
  };
  changeFailRate: Metric & { failed: number; deployments: number };
  failedDeploymentRecoveryTime: Metric & {
    p50: number | null;
    p75: number | null;
    p90: number | null;
  };
  deploymentReworkRate: Metric & { rework: number; deployments: number };
};

export type MetricKey = keyof DoraMetrics;

export type WeekPoint = {
  /** The week's Monday in the report's time zone, YYYY-MM-DD. */
  week: string;
  from: string;
  to: string;
  /** The window or the present cuts this week short. */
  partial: boolean;
  /**
   * False for a week that ended before the first deployment that is known of
   * the scope, or that is still to come: its counts are nothing, not zero.
   */
  known: boolean;
  deployments: number;
  deploymentDays: number;
  changes: number;
  leadTimeP50: number | null;
  leadTimeP90: number | null;
  failed: number;
  changeFailRate: number | null;
  recoveryP50: number | null;
  rework: number;
  reworkRate: number | null;
};

/** Half-open span of lead times, in seconds; the last has no upper end. */
export type LeadTimeBucket = { from: number; to: number | null; count: number };

export type SourceStatus = {
  id: string;
  type: 'git' | 'api';
  /** Last time anything came from it or it was read without a fault. */
  lastHeardAt: string | null;
  state: 'never' | 'running' | 'ok' | 'failed';
  error: string | null;
  /** Successful deployments to mapped environments. */
  deployments: number;
  sample: boolean;
};

export type CoverageGap = {
  kind:
    | 'service-without-data'
    | 'unresolved-version'
    | 'service-without-history'
    | 'unmapped-environment'
    | 'unknown-service'
    | 'source-failed'
    | 'source-silent';
  /** How many services, deployments or sources it concerns. */
  count: number;
  message: string;
  remedy: string;
  /** Up to ten names: entity refs, versions or environments. */
  examples: string[];
};

export type Coverage = {
  deployments: number;
  /** Deployments whose changes are known. */
  knownRange: number;
  /** Deployments of a version put in place again: they carry no change by definition. */
  redeployments: number;
  firstDeployments: number;
  /** The version resolves to no commit. */
  unresolved: number;
  /** The service has no commit history behind it. */
  withoutHistory: number;
  services: number;
  servicesWithData: number;
  sources: SourceStatus[];
  gaps: CoverageGap[];
};

export type ScopeKind = 'service' | 'team' | 'organisation';

export type Scope = {
  /** null for the whole organisation. */
  entityRef: string | null;
  kind: ScopeKind;
  title: string;
  /** Services in the scope now. */
  services: number;
};

export type MetricsWindow = {
  /** First instant of the window. */
  from: string;
  /** First instant after the window. */
  to: string;
  timeZone: string;
  days: number;
};

/** GET /metrics */
export type MetricsReport = {
  scope: Scope;
  window: MetricsWindow;
  previousWindow: MetricsWindow | null;
  environment: string;
  reportYear: ReportYear;
  leadTimeStart: LeadTimeStart;
  metrics: DoraMetrics;
  series: WeekPoint[];
  leadTimes: LeadTimeBucket[];
  coverage: Coverage;
  /** Some or all of the rows are sample data. */
  sample: boolean;
  /** Environments that have deployments in this scope, for the filter. */
  environments: string[];
};

/** How much of a deployment's content is known. */
export type DeploymentRange =
  | 'known'
  | 'first'
  | 'redeployment'
  | 'unresolved'
  | 'no-history';

export type Deployment = {
  id: string;
  serviceRef: string;
  ownerRef: string | null;
  environment: string;
  version: string;
  previousVersion: string | null;
  commit: string | null;
  commitUrl: string | null;
  repository: string | null;
  startedAt: string | null;
  finishedAt: string;
  source: string;
  title: string | null;
  url: string | null;
  range: DeploymentRange;
  changes: number;
  leadTimeP50: number | null;
  failed: boolean;
  /** Set on a failed deployment: the deployment that recovered it. */
  recoveredBy: string | null;
  recoverySeconds: number | null;
  rollback: boolean;
  /** Set on a rollback: the deployment that it declares failed. */
  rollsBack: string | null;
  rework: boolean;
  sample: boolean;
};

export const deploymentFilters = [
  'all',
  'failed',
  'rework',
  'rollback',
  'redeployment',
  'known',
  'first',
  'unresolved',
  'no-history',
] as const;
export type DeploymentFilter = (typeof deploymentFilters)[number];

export type Change = {
  sha: string;
  repository: string;
  title: string;
  url: string | null;
  authoredAt: string | null;
  committedAt: string;
  mergedAt: string | null;
  deployedAt: string;
  deploymentId: string;
  serviceRef: string;
  version: string;
  /** By the report's clock; null when its start is not known. */
  leadTime: number | null;
  /** Left out of the percentiles, and why. */
  excluded: 'negative' | 'no-start' | null;
  sample: boolean;
};

/** A page of rows. `totalItems` counts all that the filters let through. */
export type Page<T> = {
  items: T[];
  totalItems: number;
  offset: number;
  limit: number;
};

/** GET /services: one line for each service (or team) of a scope. */
export type ScopeRow = {
  entityRef: string;
  title: string;
  ownerRef: string | null;
  metrics: DoraMetrics;
  lastDeploymentAt: string | null;
  sample: boolean;
};

export type MetricsQuery = {
  /** A component or a group; absent for the whole organisation. */
  entityRef?: string;
  /** Inclusive: YYYY-MM-DD in the scope's time zone, or an instant. Default: 90 days back. */
  from?: string;
  /** Exclusive. Default: tomorrow's start in the scope's time zone, so that today counts. */
  to?: string;
  environment?: string;
  reportYear?: ReportYear;
  leadTimeStart?: LeadTimeStart;
  compare?: 'previous' | 'none';
};

/** Columns by which GET /deployments, /changes and /services sort; a leading '-' reverses. */
export const deploymentSorts = [
  'finishedAt',
  'service',
  'version',
  'changes',
  'leadTimeP50',
  'recoverySeconds',
] as const;
export const changeSorts = ['deployedAt', 'committedAt', 'leadTime'] as const;
export const scopeSorts = [
  'title',
  'deployments',
  'leadTime',
  'changeFailRate',
  'recovery',
  'rework',
  'lastDeploymentAt',
] as const;

export type PageQuery = { offset?: number; limit?: number; sort?: string };
export type DeploymentsQuery = MetricsQuery &
  PageQuery & { filter?: DeploymentFilter; search?: string };
export type ChangesQuery = MetricsQuery &
  PageQuery & {
    deploymentId?: string;
    /** Half-open span of lead times in seconds, to open a bucket of the distribution. */
    leadTimeFrom?: number;
    leadTimeTo?: number;
    excluded?: 'only' | 'without';
  };
export type ScopeRowsQuery = MetricsQuery &
  PageQuery & { groupBy?: 'service' | 'team'; search?: string };
