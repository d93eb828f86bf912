import { TablePage, TableSort } from '@slipway/ui';
import { useCallback } from 'react';
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
    (change: Record<string, string>) =>
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
 * Order and page of a table, kept in the address.
 *
 * @param sorts - the columns that the API sorts by
 * @param defaultSort - left out of the address; `-` before a column reverses
 */
export function useTableState(options: {
  sorts: readonly string[];
  defaultSort: string;
}) {
  const { sorts, defaultSort } = options;
  const { parameters, setParameter } = useParameters();
  const asked = parameters.get('sort') ?? '';
  const sortValue = sorts.includes(asked.replace(/^-/, ''))
    ? asked
    : defaultSort;
  const offset = wholeNumber(parameters.get('offset'), 0, 1e9);
  const limit =
    wholeNumber(parameters.get('limit'), defaultLimit, mostRows) ||
    defaultLimit;
  const sort: TableSort = {
    value: sortValue,
    onChange: value =>
      setParameter({ sort: value === defaultSort ? '' : value, offset: '' }),
  };
  const pageOf = (totalItems: number): TablePage => ({
    offset,
    limit,
    totalItems,
    onChange: page =>
      setParameter({
        offset: page.offset ? String(page.offset) : '',
        limit: page.limit === defaultLimit ? '' : String(page.limit),
      }),
  });
  return {
    query: { sort: sortValue, offset, limit },
    sort,
    pageOf,
    parameters,
    setParameter,
  };
}
