import {
  CostEstimate,
  CostSum,
  ListPage,
} from '@slipway/plugin-self-service-common';
import { ListQuery } from '../api/SelfServiceApi';

/** One page of rows as the API cuts it; the cursor is where it starts. */
export function pageOf<T>(rows: T[], query: ListQuery): ListPage<T> {
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? 50);
  return {
    items: rows.slice(start, end),
    total: rows.length,
    next: end < rows.length ? String(end) : null,
  };
}

/** By a property of the rows, `-` before it reverses. */
export function sorted<T extends object>(rows: T[], sort = '-updatedAt'): T[] {
  const name = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const read = (row: T) => String(Reflect.get(row, name) ?? '');
  return [...rows].sort((a, b) => sign * read(a).localeCompare(read(b)));
}

/** Throws when there is none. */
export function find<T extends { id: string }>(rows: T[], id: string): T {
  const found = rows.find(row => row.id === id);
  if (!found) throw new Error(`nothing has the id ${id}`);
  return found;
}

/** Of things that all have their price in euros, or none. */
export function sumCost(rows: Array<{ cost: CostEstimate | null }>): CostSum {
  const known = rows.flatMap(({ cost }) => cost?.amount ?? []);
  const amount = known.reduce((sum, each) => sum + Number(each), 0).toFixed(2);
  return {
    amounts: known.length > 0 ? [{ currency: 'EUR', amount }] : [],
    unknown: rows.length - known.length,
  };
}
