import { MetricsReport, WeekPoint } from '@slipway/plugin-dora-common';
import {
  TimeSeriesChart,
  TimeSeriesChartProps,
  TimeSeriesPoint,
} from '@slipway/ui';
import { Links } from '../filters/useLinks';
import { localDay } from '../filters/localTime';
import { edgeOf } from '../filters/windows';
import styles from './overview.module.css';

type WeeklyChart = Pick<
  TimeSeriesChartProps,
  'title' | 'description' | 'unit' | 'shape' | 'series' | 'emptyText'
> & {
  values: (week: WeekPoint) => TimeSeriesPoint['values'];
  /** Which rows of the week a point opens. */
  rows: (
    links: Links,
    window: { from: string; to: string; window: undefined },
  ) => string;
};

const charts: WeeklyChart[] = [
  {
    title: 'Deployments per week',
    description: 'Successful deployments, by the day they finished',
    unit: 'count',
    shape: 'bar',
    series: [{ id: 'deployments', name: 'Deployments' }],
    values: week => ({ deployments: week.known ? week.deployments : null }),
    rows: (links, window) => links.deployments(window),
    emptyText: 'No successful deployment in this window.',
  },
  {
    title: 'Change lead time per week',
    description: 'Of the changes that were deployed in the week',
    unit: 'seconds',
    shape: 'line',
    series: [
      { id: 'p50', name: 'p50' },
      { id: 'p90', name: 'p90' },
    ],
    values: week => ({ p50: week.leadTimeP50, p90: week.leadTimeP90 }),
    rows: (links, window) => links.changes(window),
    emptyText: 'No change in this window has a lead time.',
  },
  {
    title: 'Change fail rate and rework rate per week',
    description: 'Share of the deployments of the week',
    unit: 'ratio',
    shape: 'line',
    series: [
      { id: 'fail', name: 'Change fail rate' },
      { id: 'rework', name: 'Rework rate' },
    ],
    values: week => ({ fail: week.changeFailRate, rework: week.reworkRate }),
    rows: (links, window) => links.deployments(window),
    emptyText: 'No successful deployment in this window.',
  },
  {
    title: 'Failed deployment recovery time per week',
    description: 'p50 of the failed deployments of the week',
    unit: 'seconds',
    shape: 'line',
    series: [{ id: 'recovery', name: 'p50' }],
    values: week => ({ recovery: week.recoveryP50 }),
    rows: (links, window) => links.deployments({ ...window, filter: 'failed' }),
    emptyText: 'Nothing failed and was recovered in this window.',
  },
];

function pointsOf(
  chart: WeeklyChart,
  report: MetricsReport,
  links: Links,
): TimeSeriesPoint[] {
  const { timeZone } = report.window;
  return report.series.map(week => ({
    start: localDay(Date.parse(week.from), timeZone),
    end: localDay(Date.parse(week.to) - 1, timeZone),
    partial: week.partial,
    values: chart.values(week),
    // The week takes the place of the window, not of the other filters.
    href: chart.rows(links, {
      window: undefined,
      from: edgeOf(week.from, timeZone),
      to: edgeOf(week.to, timeZone),
    }),
  }));
}

/** The metrics week by week; a week opens its deployments or changes. */
export function WeeklyCharts(props: { report: MetricsReport; links: Links }) {
  const { report, links } = props;
  return (
    <div className={styles.charts}>
      {charts.map(chart => (
        <TimeSeriesChart
          key={chart.title}
          {...chart}
          points={pointsOf(chart, report, links)}
        />
      ))}
    </div>
  );
}
