import { TablePage, TableSort } from '@slipway/ui';
import { useCallback, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

const defaultLimit = 25;
const mostRows = 100;

function wholeNumber(text: string | null, otherwise: number, most: number) {
  const value = Number(text ?? NaN);
  return Number.isInteger(value) && value >= 0 && value <= most
    ? value
    : otherwise;
}

/** Parameters of the address, and how to set some and keep the others. */
function useParameters() {
  const [parameters, setParameters] = useSearchParams();
  /** An empty value removes a parameter. */
  const setParameter = useCallback(
    (change: Record<string, string | undefined>) =>
      setParameters(current => {
        const next = new URLSearchParams(current);
        for (const [name, value] of Object.entries(change)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      }),
    [setParameters],
  );
  return { parameters, setParameter };
}

/**
 * Filters, order and page of a list, kept in the address. The API pages by
 * cursor, which leads forward alone: the way back is remembered while the page
 * is open, and from a link it leads to the start.
 *
 * @param filters - the parameters that select rows
 * @param sorts - the columns that the API sorts by
 * @param defaultSort - left out of the address; `-` before a column reverses
 */
export function useListState<Filter extends string>(options: {
  filters: readonly Filter[];
  sorts: readonly string[];
  defaultSort: string;
}) {
  const { filters, sorts, defaultSort } = options;
  const { parameters, setParameter } = useParameters();
  const cursors = useRef(new Map<number, string>());
  const toStart = { cursor: '', offset: '' };

  const asked = parameters.get('sort') ?? '';
  const sortValue = sorts.includes(asked.replace(/^-/, ''))
    ? asked
    : defaultSort;
  const cursor = parameters.get('cursor') ?? undefined;
  const offset = cursor ? wholeNumber(parameters.get('offset'), 0, 1e9) : 0;
  const limit =
    wholeNumber(parameters.get('limit'), defaultLimit, mostRows) ||
    defaultLimit;
  if (cursor) cursors.current.set(offset, cursor);

  const values: Partial<Record<Filter, string>> = {};
  for (const name of filters) {
    values[name] = parameters.get(name) || undefined;
  }

  const sort: TableSort = {
    value: sortValue,
    onChange: value =>
      setParameter({ sort: value === defaultSort ? '' : value, ...toStart }),
  };
  const pageOf = (list: { total: number; next: string | null }): TablePage => ({
    offset,
    limit,
    totalItems: list.total,
    onChange: page => {
      if (page.limit !== limit) {
        const chosen = page.limit === defaultLimit ? '' : String(page.limit);
        setParameter({ limit: chosen, ...toStart });
        return;
      }
      const target =
        page.offset > offset ? list.next : cursors.current.get(page.offset);
      setParameter(
        target ? { cursor: target, offset: String(page.offset) } : toStart,
      );
    },
  });
  return {
    /** What of the address the API takes, beside the filters. */
    query: { sort: sortValue, limit, cursor },
    filters: values,
    /** Changes some filters and starts from the first page; '' removes one. */
    setFilters: (change: Partial<Record<Filter, string>>) =>
      setParameter({ ...change, ...toStart }),
    sort,
    pageOf,
  };
}
