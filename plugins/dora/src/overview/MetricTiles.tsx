import { Link } from '@backstage/ui';
import {
  Metric,
  MetricKey,
  MetricsReport,
  WeekPoint,
} from '@slipway/plugin-dora-common';
import {
  formatDuration,
  formatQuantity,
  formatRatio,
  MetricTile,
  MetricTileProps,
  MetricTileRow,
} from '@slipway/ui';
import { ReactNode } from 'react';
import { Links } from '../filters/useLinks';
import { metricNames } from './metricNames';
import { presentChange, presentValue } from './presentMetric';

/** How a metric shows its weeks, and which rows are behind its value. */
type Facet = {
  weekly: (week: WeekPoint) => number | null;
  format: (value: number) => string;
  rows: (links: Links) => string;
  opens: (report: MetricsReport) => string;
  basis: (report: MetricsReport, links: Links) => ReactNode;
};

/** Ends of a range need no more than their larger unit. */
const roughly = (seconds: number) => formatDuration(seconds, { units: 1 });

const count = (n: number, noun: string) => formatQuantity(n, noun);

function leadTimeBasis(report: MetricsReport, links: Links): ReactNode {
  const { n, p75, p90, negative, withoutStart } = report.metrics.changeLeadTime;
  const leftOut = negative + withoutStart;
  return (
    <>
      {count(n, 'change')}
      {p75 !== null && p90 !== null && (
        <>
          , p75 {formatDuration(p75)}, p90 {formatDuration(p90)}
        </>
      )}
      {leftOut > 0 && (
        <>
          ,{' '}
          <Link href={links.changes({ excluded: 'only' })} variant="body-small">
            {leftOut} left out
          </Link>
        </>
      )}
    </>
  );
}

function recoveryBasis(report: MetricsReport): ReactNode {
  const { n, p90 } = report.metrics.failedDeploymentRecoveryTime;
  const open = report.metrics.changeFailRate.failed - n;
  return (
    <>
      {formatQuantity(n, 'recovery', { plural: 'recoveries' })}
      {p90 !== null && n > 1 && <>, p90 {formatDuration(p90)}</>}
      {open > 0 && <>, {open} not recovered yet</>}
    </>
  );
}

const facets: Record<MetricKey, Facet> = {
  deploymentFrequency: {
    weekly: week => (week.known ? week.deployments : null),
    format: value => String(value),
    rows: links => links.deployments(),
    opens: report => count(report.coverage.deployments, 'deployment'),
    basis: ({ metrics: { deploymentFrequency: metric } }) =>
      `${count(metric.deployments, 'deployment')}, on ${
        Math.round(metric.deploymentDaysPerWeek * 10) / 10
      } days a week`,
  },
  changeLeadTime: {
    weekly: week => week.leadTimeP50,
    format: roughly,
    rows: links => links.changes({ excluded: 'without' }),
    opens: report => count(report.metrics.changeLeadTime.n, 'change'),
    basis: leadTimeBasis,
  },
  changeFailRate: {
    weekly: week => week.changeFailRate,
    format: formatRatio,
    rows: links => links.deployments({ filter: 'failed' }),
    opens: report =>
      count(report.metrics.changeFailRate.failed, 'failed deployment'),
    basis: ({ metrics: { changeFailRate: metric } }) =>
      `${metric.failed} of ${count(metric.deployments, 'deployment')} failed`,
  },
  failedDeploymentRecoveryTime: {
    weekly: week => week.recoveryP50,
    format: roughly,
    rows: links =>
      links.deployments({ filter: 'failed', sort: '-recoverySeconds' }),
    opens: report =>
      count(report.metrics.changeFailRate.failed, 'failed deployment'),
    basis: recoveryBasis,
  },
  deploymentReworkRate: {
    weekly: week => week.reworkRate,
    format: formatRatio,
    rows: links => links.deployments({ filter: 'rework' }),
    opens: report =>
      count(report.metrics.deploymentReworkRate.rework, 'rework deployment'),
    basis: ({ metrics: { deploymentReworkRate: metric } }) =>
      `${metric.rework} of ${count(metric.deployments, 'deployment')}`,
  },
};

/** The course over whole weeks: one that is cut short would look like a fall. */
function trendOf(
  report: MetricsReport,
  facet: Facet,
): MetricTileProps['trend'] {
  const values = report.series.filter(week => !week.partial).map(facet.weekly);
  const known = values.filter(value => value !== null);
  if (known.length < 2) return undefined;
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const range =
    min === max
      ? facet.format(min)
      : `${facet.format(min)} to ${facet.format(max)}`;
  return { values, range, step: 'Weekly' };
}

function bandOf(metric: Metric, links: Links): MetricTileProps['band'] {
  // No report has bands for rework: a badge there would say nothing.
  if (metric.id === 'deployment-rework-rate') return undefined;
  return {
    name: metric.band,
    note: metric.bandNote,
    href: links.definition('bands'),
  };
}

/** The five metrics at a glance; each value opens the rows behind it. */
export function MetricTiles(props: { report: MetricsReport; links: Links }) {
  const { report, links } = props;
  const keys = Object.keys(metricNames) as MetricKey[];
  return (
    <MetricTileRow label="Metrics">
      {keys.map(key => {
        const metric: Metric = report.metrics[key];
        const facet = facets[key];
        const value = presentValue(metric);
        return (
          <MetricTile
            key={key}
            name={metricNames[key]}
            definitionHref={links.definition(metric.id)}
            value={
              value && {
                ...value,
                href: facet.rows(links),
                opens: facet.opens(report),
              }
            }
            band={bandOf(metric, links)}
            change={presentChange(metric, report.previousWindow?.days)}
            trend={trendOf(report, facet)}
            basis={facet.basis(report, links)}
            noData={
              metric.noData && {
                reason: metric.noData.message,
                remedy: metric.noData.remedy,
              }
            }
          />
        );
      })}
    </MetricTileRow>
  );
}
