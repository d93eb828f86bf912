import { TablePage, useTableAddress } from '@slipway/ui';
import { useRef } from 'react';

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
  const { parameters, sort, limit, ...address } = useTableAddress(options);
  const cursors = useRef(new Map<number, string>());
  const cursor = parameters.get('cursor') ?? undefined;
  const offset = cursor ? address.offset : 0;
  if (cursor) cursors.current.set(offset, cursor);

  const values: Partial<Record<Filter, string>> = {};
  for (const name of options.filters) {
    values[name] = parameters.get(name) || undefined;
  }

  const turnTo = (page: number, target: string | null | undefined) =>
    target
      ? address.setParameter({ cursor: target, offset: String(page) })
      : address.setFromStart({});
  const pageOf = (list: { total: number; next: string | null }): TablePage => ({
    offset,
    limit,
    totalItems: list.total,
    onChange: page => {
      if (page.limit !== limit) {
        address.setFromStart({ limit: address.limitParameter(page.limit) });
        return;
      }
      turnTo(
        page.offset,
        page.offset > offset ? list.next : cursors.current.get(page.offset),
      );
    },
  });
  return {
    /** What of the address the API takes, beside the filters. */
    query: { sort: sort.value, limit, cursor },
    filters: values,
    /** Changes some filters and starts from the first page; '' removes one. */
    setFilters: (change: Partial<Record<Filter, string>>) =>
      address.setFromStart(change),
    sort,
    pageOf,
  };
}
