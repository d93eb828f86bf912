import { open, rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { CliContext } from '../../context';
import { selfServiceOf } from '../questionOptions';
import { FilterOptions, filterQuery, recordsCommand } from './filterOptions';

type ExportOptions = FilterOptions & { file?: string };

/** `slipway audit export`: records as NDJSON, oldest first. */
export function exportCommand(context: CliContext): Command {
  return recordsCommand('export')
    .description('records as NDJSON, one a line, oldest first')
    .option('--file <path>', 'where to write it (default: standard output)')
    .action(async (options: ExportOptions) => {
      const portal = await selfServiceOf(context, options);
      const lines = portal.getLines('/audit/export', filterQuery(options));
      if (options.file === undefined) {
        for await (const line of lines) {
          context.stdout.write(`${line}\n`);
        }
        return;
      }
      const path = resolve(context.cwd, options.file);
      const count = await writeWhole(path, lines);
      context.stdout.write(`Wrote ${count} records to ${options.file}.\n`);
    });
}

/** Under its name only when it is whole: half a record of what was is none. */
async function writeWhole(
  path: string,
  lines: AsyncIterable<string>,
): Promise<number> {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  let count = 0;
  try {
    for await (const line of lines) {
      await file.write(`${line}\n`);
      count++;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
  return count;
}
