import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { CatalogFilters, CatalogView, readView, writeView } from './filters';

export type CatalogViewState = {
  view: CatalogView;
  /** Narrows or widens the list and goes back to its first page. */
  setFilters: (
    filters: Partial<CatalogFilters>,
    options?: { replace?: boolean },
  ) => void;
  setView: (view: Partial<Omit<CatalogView, 'filters'>>) => void;
};

/** The view that the address describes; changing it changes the address. */
export function useCatalogView(defaultKind: string): CatalogViewState {
  const [params, setParams] = useSearchParams();
  const view = useMemo(
    () => readView(params, defaultKind),
    [params, defaultKind],
  );

  const setFilters: CatalogViewState['setFilters'] = useCallback(
    (filters, options) =>
      setParams(
        current => {
          const before = readView(current, defaultKind);
          return writeView(
            {
              ...before,
              filters: { ...before.filters, ...filters },
              offset: 0,
            },
            defaultKind,
          );
        },
        { replace: options?.replace },
      ),
    [setParams, defaultKind],
  );
  const setView: CatalogViewState['setView'] = useCallback(
    changes =>
      setParams(current =>
        writeView(
          { ...readView(current, defaultKind), ...changes },
          defaultKind,
        ),
      ),
    [setParams, defaultKind],
  );
  return { view, setFilters, setView };
}
