import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  filterParameters,
  Filters,
  readFilters,
  writeFilters,
} from './filters';

/** The filters of the address, and how to change them. */
export function useFilters(): {
  filters: Filters;
  /** Changes some and keeps the others; a step in the browser's history. */
  setFilters: (change: Partial<Filters>) => void;
} {
  const [parameters, setParameters] = useSearchParams();
  const filters = useMemo(() => readFilters(parameters), [parameters]);
  const setFilters = useCallback(
    (change: Partial<Filters>) =>
      setParameters(current => {
        const next = new URLSearchParams(current);
        filterParameters.forEach(name => next.delete(name));
        // Another window has other pages.
        next.delete('offset');
        const changed = { ...readFilters(current), ...change };
        Object.entries(writeFilters(changed)).forEach(([name, value]) =>
          next.set(name, value),
        );
        return next;
      }),
    [setParameters],
  );
  return { filters, setFilters };
}
