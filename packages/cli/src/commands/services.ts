import { Command, Option } from 'commander';
import { Page, ScopeRow, scopeSorts } from '@slipway/plugin-dora-common';
import { CliContext } from '../context';
import { formatInstant, formatValue } from '../output/format';
import { Column, writeJson, writeTable } from '../output/table';
import {
  pageCommand,
  PageOptions,
  pageQuery,
  portalOf,
  writeNextPage,
} from './questionOptions';

const columns: Column<ScopeRow>[] = [
  { title: 'Service or team', cell: row => row.entityRef },
  { title: 'Owner', cell: row => row.ownerRef ?? '-' },
  {
    title: 'Deployments',
    align: 'right',
    cell: ({ metrics }) => metrics.deploymentFrequency.deployments,
  },
  {
    title: 'Lead time p50',
    align: 'right',
    cell: ({ metrics }) => formatValue('seconds', metrics.changeLeadTime.value),
  },
  {
    title: 'Fail rate',
    align: 'right',
    cell: ({ metrics }) => formatValue('ratio', metrics.changeFailRate.value),
  },
  {
    title: 'Recovery p50',
    align: 'right',
    cell: ({ metrics }) =>
      formatValue('seconds', metrics.failedDeploymentRecoveryTime.value),
  },
  {
    title: 'Rework',
    align: 'right',
    cell: ({ metrics }) =>
      formatValue('ratio', metrics.deploymentReworkRate.value),
  },
  {
    title: 'Last deployment (UTC)',
    cell: row => formatInstant(row.lastDeploymentAt),
  },
];

/** `slipway dora services`: one line for each service or team of a scope. */
export function servicesCommand(context: CliContext): Command {
  return pageCommand('services', scopeSorts)
    .description('the metrics of each service or team, one a line')
    .addOption(
      new Option('--group-by <what>', 'one line for each')
        .choices(['service', 'team'])
        .default('service'),
    )
    .option('--search <text>', 'part of a name')
    .action(
      async (
        entityRef: string | undefined,
        options: PageOptions & { groupBy: string; search?: string },
      ) => {
        const portal = await portalOf(context, options);
        const { groupBy, search } = options;
        const page = await portal.get<Page<ScopeRow>>(
          '/services',
          ['items', 'totalItems'],
          { ...pageQuery(entityRef, options), groupBy, search },
        );
        if (options.json) {
          writeJson(context, page);
          return;
        }
        writeTable(context, columns, page.items);
        writeNextPage(context, page);
      },
    );
}
