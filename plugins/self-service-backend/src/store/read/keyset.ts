import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { z } from 'zod';

/**
 * How a list is sorted: an SQL expression without nulls, its type, and the
 * direction. Ties are broken by id in the same direction.
 */
export type Ordering = {
  expression: string;
  type: 'timestamptz' | 'text';
  descending: boolean;
};

/** Where in a list to go on, and how much to read. */
export type PageRequest = { cursor?: string; limit: number };

export type Found<Row> = {
  rows: Row[];
  total: number;
  next: string | null;
};

const cursorSchema = z.strictObject({
  /** What it was sorted by: a cursor of another order would skip rows. */
  o: z.string(),
  /** PostgreSQL's own text of the value: it has microseconds, a Date does not. */
  v: z.string(),
  i: z.uuid(),
});

/**
 * Reads one page of a list by key, so that what is inserted meanwhile neither
 * repeats nor hides rows, and a late page costs what the first one does.
 *
 * @param filtered - the rows of the list, without order, from a table with `id`
 * @throws InputError for a cursor that this list did not give
 */
export async function readPage<Row extends { id: string }>(
  filtered: Knex.QueryBuilder,
  ordering: Ordering,
  page: PageRequest,
): Promise<Found<Row>> {
  const direction = ordering.descending ? 'desc' : 'asc';
  const query = filtered
    .clone()
    .select('*')
    .select(filtered.client.raw(`(${ordering.expression})::text AS sort_value`))
    .orderByRaw(`${ordering.expression} ${direction}, id ${direction}`)
    .limit(page.limit + 1);
  if (page.cursor !== undefined) {
    const { v, i } = decode(page.cursor, nameOf(ordering));
    query.whereRaw(
      `(${ordering.expression}, id) ${ordering.descending ? '<' : '>'} (?::${
        ordering.type
      }, ?::uuid)`,
      [v, i],
    );
  }
  const [found, [{ total }]] = await Promise.all([
    query as PromiseLike<Array<Row & { sort_value: string }>>,
    filtered.clone().count({ total: '*' }) as PromiseLike<
      Array<{ total: string }>
    >,
  ]);
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ sort_value, ...row }) => row as unknown as Row),
    total: Number(total),
    next:
      last && found.length > page.limit
        ? encode({ o: nameOf(ordering), v: last.sort_value, i: last.id })
        : null,
  };
}

function nameOf({ expression, descending }: Ordering): string {
  return `${descending ? '-' : ''}${expression}`;
}

function encode(cursor: z.output<typeof cursorSchema>): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function decode(text: string, order: string): z.output<typeof cursorSchema> {
  const cursor = cursorSchema.safeParse(parse(text));
  if (!cursor.success || cursor.data.o !== order) {
    throw new InputError(
      'cursor is not one that this list gave for this order; leave it out to begin at the first page',
    );
  }
  return cursor.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** Each word has to be in one of the columns; case does not matter. */
export function whereWords(
  query: Knex.QueryBuilder,
  columns: string[],
  text: string,
): void {
  for (const word of text.split(/\s+/)) {
    query.whereRaw(`concat_ws(' ', ${columns.join(', ')}) ILIKE ?`, [
      `%${word.replace(/[\\%_]/g, '\\$&')}%`,
    ]);
  }
}
