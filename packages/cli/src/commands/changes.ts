import { Command, Option } from 'commander';
import { Change, changeSorts, Page } from '@slipway/plugin-dora-common';
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

const columns: Column<Change>[] = [
  { title: 'Deployed (UTC)', cell: row => formatInstant(row.deployedAt) },
  { title: 'Committed (UTC)', cell: row => formatInstant(row.committedAt) },
  {
    title: 'Lead time',
    align: 'right',
    cell: row => (row.leadTime === null ? '-' : formatDuration(row.leadTime)),
  },
  { title: 'Service', cell: row => row.serviceRef },
  { title: 'Version', limit: 30, cell: row => row.version },
  { title: 'Commit', cell: row => row.sha.slice(0, 12) },
  { title: 'Title', cell: row => row.title },
  { title: 'Left out', cell: row => row.excluded ?? '-' },
];

/** `slipway dora changes`: the commits that deployments carried. */
export function changesCommand(context: CliContext): Command {
  return pageCommand('changes', changeSorts)
    .description('the changes that deployments carried, with their lead times')
    .option('--deployment <id>', 'only what this deployment carried')
    .addOption(
      new Option(
        '--excluded <which>',
        'the changes that the percentiles leave out',
      ).choices(['only', 'without']),
    )
    .action(
      async (
        entityRef: string | undefined,
        options: PageOptions & { deployment?: string; excluded?: string },
      ) => {
        const portal = await portalOf(context, options);
        const { deployment: deploymentId, excluded } = options;
        const page = await portal.get<Page<Change>>(
          '/changes',
          ['items', 'totalItems'],
          { ...pageQuery(entityRef, options), deploymentId, excluded },
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
