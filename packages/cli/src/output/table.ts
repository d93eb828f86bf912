import { styleText } from 'node:util';
import Table from 'cli-table3';
import { CliContext } from '../context';
import { plain } from './format';

export type Column<T> = {
  title: string;
  align?: 'left' | 'right';
  limit?: number;
  cell: (row: T) => string | number;
};

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Rows as aligned text, with a bold head where the terminal shows it. */
export function writeTable<T>(
  context: CliContext,
  columns: Column<T>[],
  rows: T[],
): void {
  const table = new Table({
    head: columns.map(({ title }) => bold(context, title)),
    chars: noLines,
    colAligns: columns.map(({ align = 'left' }) => align),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) {
    table.push(
      columns.map(({ cell, limit }) => plain(String(cell(row)), limit)),
    );
  }
  const lines = table.toString().split('\n');
  context.stdout.write(`${lines.map(line => line.trimEnd()).join('\n')}\n`);
}

export function bold({ stdout, env }: CliContext, text: string): string {
  const styled = stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  return styled ? styleText('bold', text, { validateStream: false }) : text;
}

export function writeJson(context: CliContext, value: unknown): void {
  context.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
