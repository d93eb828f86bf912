import { Command, Option } from 'commander';
import {
  Deployment,
  deploymentFilters,
  deploymentSorts,
  Page,
} from '@slipway/plugin-dora-common';
import { CliContext } from '../context';
import { formatDuration, formatInstant } from '../output/format';
import { Column, writeJson, writeTable } from '../output/table';
import {
  pageCommand,
  PageOptions,
  pageQuery,
  portalOf,
  writeNextPage,
} from './questionOptions';

const columns: Column<Deployment>[] = [
  { title: 'Finished (UTC)', cell: row => formatInstant(row.finishedAt) },
  { title: 'Service', cell: row => row.serviceRef },
  { title: 'Version', limit: 30, cell: row => row.version },
  { title: 'Range', cell: row => row.range },
  { title: 'Changes', align: 'right', cell: row => row.changes },
  {
    title: 'Lead time p50',
    align: 'right',
    cell: row =>
      row.leadTimeP50 === null ? '-' : formatDuration(row.leadTimeP50),
  },
  { title: 'Outcome', cell: describeOutcome },
  { title: 'Id', cell: row => row.id },
];

/** `slipway dora deployments`: the deployments behind the numbers. */
export function deploymentsCommand(context: CliContext): Command {
  return pageCommand('deployments', deploymentSorts)
    .description('the deployments behind the numbers')
    .addOption(
      new Option('--filter <kind>', 'only those of one kind').choices([
        ...deploymentFilters,
      ]),
    )
    .option('--search <text>', 'part of a version or of a service’s name')
    .action(
      async (
        entityRef: string | undefined,
        options: PageOptions & { filter?: string; search?: string },
      ) => {
        const portal = await portalOf(context, options);
        const { filter, search } = options;
        const page = await portal.get<Page<Deployment>>(
          '/deployments',
          ['items', 'totalItems'],
          { ...pageQuery(entityRef, options), filter, search },
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

function describeOutcome(row: Deployment): string {
  if (row.failed) {
    return row.recoverySeconds === null
      ? 'failed'
      : `failed, recovered after ${formatDuration(row.recoverySeconds)}`;
  }
  return row.rollback ? 'rollback' : '-';
}
