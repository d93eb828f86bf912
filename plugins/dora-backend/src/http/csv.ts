import { Page } from '@slipway/plugin-dora-common';
import { stringify } from 'csv-stringify';
import { Response } from 'express';
import { once } from 'node:events';

const rowsPerRead = 1000;

/**
 * Streams all rows of a table as CSV, page by page, so that memory does not
 * grow with the table. Cells that a spreadsheet would run as a formula are
 * escaped.
 */
export async function sendCsv<T extends object>(
  response: Response,
  options: {
    name: string;
    columns: (keyof T & string)[] | Record<string, (row: T) => unknown>;
    read(offset: number, limit: number): Promise<Page<T>>;
  },
): Promise<void> {
  const first = await options.read(0, rowsPerRead);
  response.setHeader('content-type', 'text/csv; charset=utf-8');
  response.setHeader(
    'content-disposition',
    `attachment; filename="${options.name}.csv"`,
  );
  const columns = Array.isArray(options.columns)
    ? options.columns
    : Object.keys(options.columns);
  const csv = stringify({ header: true, columns, escape_formulas: true });
  csv.pipe(response);
  let page = first;
  while (page.items.length > 0) {
    for (const row of page.items) {
      if (!csv.write(toCells(row, options.columns))) {
        await once(csv, 'drain');
      }
    }
    const next = page.offset + page.items.length;
    if (next >= page.totalItems) {
      break;
    }
    page = await options.read(next, rowsPerRead);
  }
  csv.end();
  await once(response, 'finish');
}

function toCells<T extends object>(
  row: T,
  columns: (keyof T & string)[] | Record<string, (row: T) => unknown>,
): unknown[] {
  const cells = Array.isArray(columns)
    ? columns.map(column => row[column])
    : Object.values(columns).map(read => read(row));
  return cells.map(cell => (typeof cell === 'boolean' ? String(cell) : cell));
}
