import { Command } from 'commander';
import { CliContext } from '../context';
import { formatInstant } from '../output/format';
import { Column, writeJson, writeTable } from '../output/table';
import { describeProgress, listSources, SourceRow } from '../portal/sources';
import { portalCommand, PortalOptions, portalOf } from './questionOptions';

const columns: Column<SourceRow>[] = [
  { title: 'Source', cell: row => row.id },
  { title: 'Type', cell: row => row.type },
  { title: 'State', cell: row => row.state },
  { title: 'Last heard (UTC)', cell: row => formatInstant(row.lastHeardAt) },
  { title: 'Deployments', align: 'right', cell: row => row.deployments },
  { title: 'Sample', cell: row => (row.sample ? 'yes' : 'no') },
  {
    title: 'Says',
    limit: 200,
    cell: row =>
      row.error ??
      (row.state === 'running' && row.progress
        ? describeProgress(row.progress)
        : '-'),
  },
];

/** `slipway dora sources`: where deployments come from, and how that goes. */
export function sourcesCommand(context: CliContext): Command {
  return portalCommand('sources')
    .description('where deployments come from, and when each was last heard')
    .option('--json', 'print the API’s answer')
    .action(async (options: PortalOptions & { json?: boolean }) => {
      const items = await listSources(await portalOf(context, options));
      if (options.json) {
        writeJson(context, { items });
      } else if (items.length === 0) {
        context.stdout.write(
          'There is no source yet. Configure one under dora.sources.git, or run slipway dora import git.\n',
        );
      } else {
        writeTable(context, columns, items);
      }
    });
}
