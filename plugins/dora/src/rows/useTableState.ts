import { TablePage, useTableAddress } from '@slipway/ui';

/**
 * Order and page of a table, kept in the address.
 *
 * @param sorts - the columns that the API sorts by
 * @param defaultSort - left out of the address; `-` before a column reverses
 */
export function useTableState(options: {
  sorts: readonly string[];
  defaultSort: string;
}) {
  const { sort, offset, limit, limitParameter, parameters, setParameter } =
    useTableAddress(options);
  const pageOf = (totalItems: number): TablePage => ({
    offset,
    limit,
    totalItems,
    onChange: page =>
      setParameter({
        offset: page.offset ? String(page.offset) : '',
        limit: limitParameter(page.limit),
      }),
  });
  return {
    query: { sort: sort.value, offset, limit },
    sort,
    pageOf,
    parameters,
    setParameter,
  };
}
