import { Command } from 'commander';
import { AuditRecord, ListPage } from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { formatInstant } from '../../output/format';
import { Column, writeJson, writeTable } from '../../output/table';
import { selfServiceOf, wholeNumber } from '../questionOptions';
import { writeNext } from '../selfService/requestsCommand';
import { FilterOptions, filterQuery, recordsCommand } from './filterOptions';

const columns: Column<AuditRecord>[] = [
  { title: 'No.', align: 'right', cell: row => row.sequence },
  { title: 'At (UTC)', cell: row => formatInstant(row.at) },
  { title: 'Event', cell: row => row.event },
  {
    title: 'By',
    cell: row =>
      row.onBehalfOf ? `${row.actor} for ${row.onBehalfOf}` : row.actor,
  },
  { title: 'What', cell: row => row.resourceName ?? '-' },
  { title: 'Team', cell: row => row.team ?? '-' },
  { title: 'Environment', cell: row => row.environment ?? '-' },
  { title: 'Reason', cell: row => row.reason ?? '-' },
];

type ListOptions = FilterOptions & {
  limit: number;
  cursor?: string;
  json?: boolean;
};

/** `slipway audit list`: records, newest first. */
export function listCommand(context: CliContext): Command {
  return recordsCommand('list')
    .description('records of the audit, newest first')
    .option('--limit <n>', 'rows to print, at most 200', wholeNumber, 50)
    .option('--cursor <text>', 'where to go on')
    .option('--json', 'print the API’s answer')
    .action(async (options: ListOptions) => {
      const { limit, cursor } = options;
      const portal = await selfServiceOf(context, options);
      const page = await portal.get<ListPage<AuditRecord>>(
        '/audit',
        ['items', 'total', 'next'],
        { ...filterQuery(options), limit, cursor },
      );
      if (options.json) {
        writeJson(context, page);
        return;
      }
      writeTable(context, columns, page.items);
      writeNext(context, page);
    });
}
