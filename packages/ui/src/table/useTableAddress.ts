import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { TableSort } from './types';

const defaultLimit = 25;
const mostRows = 100;

/** What the first page has not, whether the API pages by offset or by cursor. */
const firstPage = { cursor: '', offset: '' };

function wholeNumber(text: string | null, otherwise: number, most: number) {
  const value = Number(text ?? NaN);
  return Number.isInteger(value) && value >= 0 && value <= most
    ? value
    : otherwise;
}

/** Parameters of the address, and how to set some and keep the others. */
function useParameters() {
  const [parameters, setParameters] = useSearchParams();
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
 * Order and page of a table as the address has them, so that a link shows what
 * one sees. What is no order or no page counts as not there.
 *
 * @param sorts - the columns that the API sorts by
 * @param defaultSort - left out of the address; `-` before a column reverses
 */
export function useTableAddress(options: {
  sorts: readonly string[];
  defaultSort: string;
}) {
  const { sorts, defaultSort } = options;
  const { parameters, setParameter } = useParameters();
  const setFromStart = (change: Record<string, string | undefined>) =>
    setParameter({ ...change, ...firstPage });
  const asked = parameters.get('sort') ?? '';
  const sort: TableSort = {
    value: sorts.includes(asked.replace(/^-/, '')) ? asked : defaultSort,
    onChange: value =>
      setFromStart({ sort: value === defaultSort ? '' : value }),
  };
  return {
    parameters,
    /** Sets some parameters and keeps the others; an empty value removes one. */
    setParameter,
    /** The same, and goes back to the first page. */
    setFromStart,
    sort,
    offset: wholeNumber(parameters.get('offset'), 0, 1e9),
    limit:
      wholeNumber(parameters.get('limit'), defaultLimit, mostRows) ||
      defaultLimit,
    /** A number of rows as a parameter: empty for the usual one. */
    limitParameter: (limit: number) =>
      limit === defaultLimit ? '' : String(limit),
  };
}
