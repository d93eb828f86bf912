import {
  LeadTimeStart,
  leadTimeStarts,
  MetricsQuery,
  ReportYear,
  reportYears,
} from '@slipway/plugin-dora-common';
import {
  readWindow,
  WindowChoice,
  windowEdges,
  windowParameters,
} from './windows';

/** Everything that the address says about how the numbers are made. */
export type Filters = {
  window: WindowChoice;
  environment: string;
  /** The installation's own when not set. */
  reportYear?: ReportYear;
  /** The installation's own when not set. */
  leadTimeStart?: LeadTimeStart;
  compare: 'previous' | 'none';
};

export const defaultEnvironment = 'production';

/** Names of the parameters that {@link readFilters} understands. */
export const filterParameters = [
  'window',
  'from',
  'to',
  'environment',
  'reportYear',
  'leadTimeStart',
  'compare',
] as const;

/** Reads the filters from an address; what makes no sense there is the default. */
export function readFilters(parameters: URLSearchParams): Filters {
  return {
    window: readWindow(parameters),
    environment: parameters.get('environment') || defaultEnvironment,
    reportYear: reportYears.find(
      year => String(year) === parameters.get('reportYear'),
    ),
    leadTimeStart: leadTimeStarts.find(
      start => start === parameters.get('leadTimeStart'),
    ),
    compare: parameters.get('compare') === 'none' ? 'none' : 'previous',
  };
}

/** The filters as parameters of an address; defaults are left out. */
export function writeFilters(filters: Filters): Record<string, string> {
  const { window, environment, reportYear, leadTimeStart, compare } = filters;
  return {
    ...windowParameters(window),
    ...(environment !== defaultEnvironment && { environment }),
    ...(reportYear && { reportYear: String(reportYear) }),
    ...(leadTimeStart && { leadTimeStart }),
    ...(compare === 'none' && { compare }),
  };
}

/**
 * The filters as the API takes them for rows, which know no comparison.
 *
 * @param today - the present day in the scope's time zone, `YYYY-MM-DD`
 */
export function rowsQuery(
  filters: Filters,
  today: string,
): Omit<MetricsQuery, 'compare'> {
  const { window, environment, reportYear, leadTimeStart } = filters;
  return {
    ...windowEdges(window, today),
    environment,
    reportYear,
    leadTimeStart,
  };
}

/** The filters as the API takes them for metrics. */
export function metricsQuery(filters: Filters, today: string): MetricsQuery {
  return { ...rowsQuery(filters, today), compare: filters.compare };
}
