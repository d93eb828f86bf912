import { MetricsReport } from '@slipway/plugin-dora-common';
import { formatDay } from '@slipway/ui';
import { Filters } from '../filters/filters';
import { localDay } from '../filters/localTime';
import { windowLabel } from '../filters/windows';

/** `24 Aug to 21 Nov 2026`: both days within the window. */
export function windowDates(window: MetricsReport['window']): string {
  const { from, to, timeZone } = window;
  const first = localDay(Date.parse(from), timeZone);
  const last = localDay(Date.parse(to) - 1, timeZone);
  if (first === last) return formatDay(first);
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  return `${formatDay(first, { year: !sameYear })} to ${formatDay(last)}`;
}

/**
 * Which window, time zone and environment the numbers are of, in one line; what
 * only the backend knows joins when it has answered.
 */
export function describeWindow(
  filters: Filters,
  report: MetricsReport | undefined,
): string {
  const label =
    filters.window.kind === 'custom' ? undefined : windowLabel(filters.window);
  const dates = report && windowDates(report.window);
  return [
    label,
    dates,
    report && `time zone ${report.window.timeZone}`,
    `${filters.environment} deployments`,
  ]
    .filter(Boolean)
    .join(', ');
}
