import { Command } from 'commander';
import {
  CoverageGap,
  DoraMetrics,
  Metric,
  MetricKey,
  MetricsReport,
} from '@slipway/plugin-dora-common';
import { CliContext } from '../context';
import {
  formatDay,
  formatDuration,
  formatRatio,
  formatValue,
  plain,
} from '../output/format';
import { bold, Column, writeJson, writeTable } from '../output/table';
import {
  portalOf,
  questionCommand,
  QuestionOptions,
  questionQuery,
} from './questionOptions';

const names: Record<MetricKey, string> = {
  deploymentFrequency: 'Deployment frequency',
  changeLeadTime: 'Change lead time (p50)',
  changeFailRate: 'Change fail rate',
  failedDeploymentRecoveryTime: 'Failed deployment recovery time (p50)',
  deploymentReworkRate: 'Deployment rework rate',
};

type Row = { key: MetricKey; metric: Metric };

/** `slipway dora metrics`: the five metrics of a service, a team or everything. */
export function metricsCommand(context: CliContext): Command {
  return questionCommand('metrics')
    .description('the five delivery metrics of a service, a team or everything')
    .action(async (entityRef: string | undefined, options: QuestionOptions) => {
      const portal = await portalOf(context, options);
      const report = await portal.get<MetricsReport>(
        '/metrics',
        ['scope', 'window', 'metrics', 'coverage'],
        questionQuery(entityRef, options),
      );
      if (options.json) {
        writeJson(context, report);
      } else {
        writeReport(context, report);
      }
    });
}

function writeReport(context: CliContext, report: MetricsReport): void {
  const { scope, window, environment, metrics } = report;
  context.stdout.write(
    [
      bold(context, scope.title),
      `${formatDay(window.from, window.timeZone)} to ${formatDay(
        window.to,
        window.timeZone,
      )} (${window.timeZone}), ${environment}, bands of ${report.reportYear}${
        report.sample ? ', sample data' : ''
      }`,
      '',
      '',
    ].join('\n'),
  );
  const keys = Object.keys(names) as MetricKey[];
  const rows = keys.map(key => ({ key, metric: metrics[key] }));
  writeTable(context, columns(metrics), rows);
  const reasons = rows.flatMap(({ metric: { noData } }) =>
    noData ? [`\n${noData.message} ${noData.remedy}\n`] : [],
  );
  new Set(reasons).forEach(reason => context.stdout.write(reason));
  writeCoverage(context, report);
}

function columns(metrics: DoraMetrics): Column<Row>[] {
  return [
    { title: 'Metric', cell: ({ key }) => names[key] },
    {
      title: 'Value',
      align: 'right',
      cell: ({ metric }) => formatValue(metric.unit, metric.value),
    },
    { title: 'Band', cell: ({ metric }) => metric.band ?? '-' },
    {
      title: 'n',
      align: 'right',
      cell: ({ metric }) => `${metric.n} ${metric.nOf}`,
    },
    {
      title: 'Change',
      align: 'right',
      cell: ({ metric }) => describeChange(metric),
    },
    {
      title: 'More',
      cell: ({ key, metric }) =>
        metric.noData ? '-' : describeMore(key, metrics),
    },
  ];
}

function describeChange({ change, unit }: Metric): string {
  if (!change) {
    return '-';
  }
  if (change.direction === 'same') {
    return 'same';
  }
  const size = Math.abs(change.absolute);
  const sign = change.absolute < 0 ? '-' : '+';
  const shown =
    unit === 'ratio'
      ? `${(size * 100).toFixed(1)} points`
      : formatValue(unit, size);
  return `${sign}${shown} (${change.direction})`;
}

function describeMore(key: MetricKey, metrics: DoraMetrics): string {
  switch (key) {
    case 'deploymentFrequency':
      return `${metrics[key].deploymentDaysPerWeek.toFixed(1)} days a week`;
    case 'changeLeadTime': {
      const { p75, p90, negative } = metrics[key];
      return percentiles(p75, p90) + (negative ? `, ${negative} negative` : '');
    }
    case 'changeFailRate':
      return `${metrics[key].failed} of ${metrics[key].deployments}`;
    case 'failedDeploymentRecoveryTime':
      return percentiles(metrics[key].p75, metrics[key].p90);
    case 'deploymentReworkRate':
      return `${metrics[key].rework} of ${metrics[key].deployments}`;
    default:
      return String(key satisfies never);
  }
}

function percentiles(p75: number | null, p90: number | null): string {
  return p75 === null || p90 === null
    ? '-'
    : `p75 ${formatDuration(p75)}, p90 ${formatDuration(p90)}`;
}

function writeCoverage(context: CliContext, { coverage }: MetricsReport): void {
  const { deployments, knownRange, services, servicesWithData } = coverage;
  const share =
    deployments > 0 ? ` (${formatRatio(knownRange / deployments)})` : '';
  context.stdout.write(
    [
      '',
      `Changes are known of ${knownRange} of ${deployments} deployments${share}; ${servicesWithData} of ${services} services have data.`,
      ...coverage.gaps.map(describeGap),
      '',
    ].join('\n'),
  );
}

function describeGap({
  message,
  count,
  examples,
  remedy,
}: CoverageGap): string {
  const named = plain(examples.slice(0, 3).join(', '), 120);
  return `- ${message}: ${count}${named ? ` (${named})` : ''}. ${remedy}`;
}
