import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { CatalogFilters, CatalogView, readView, writeView } from './filters';

export type CatalogViewState = {
  view: CatalogView;
  /** Narrows or widens the list and goes back to its first page. */
  setFilters: (filters: Partial<CatalogFilters>) => void;
  /** The same for what is typed, which is no step to go back to. */
  setText: (text: string) => void;
  setView: (view: Partial<Omit<CatalogView, 'filters'>>) => void;
};

/**
 * The view that the address describes; changing it changes the address.
 * `onlyKind` holds whatever kind the address names.
 */
export function useCatalogView(options: {
  defaultKind: string;
  onlyKind?: string;
}): CatalogViewState {
  const { defaultKind, onlyKind } = options;
  const [params, setParams] = useSearchParams();
  const read = useCallback(
    (source: URLSearchParams): CatalogView => {
      const view = readView(source, defaultKind);
      return onlyKind
        ? { ...view, filters: { ...view.filters, kind: onlyKind } }
        : view;
    },
    [defaultKind, onlyKind],
  );
  const view = useMemo(() => read(params), [read, params]);

  const change = useCallback(
    (filters: Partial<CatalogFilters>, replace: boolean) =>
      setParams(
        current => {
          const before = read(current);
          const after = { ...before.filters, ...filters };
          return writeView(
            { ...before, filters: after, offset: 0 },
            defaultKind,
          );
        },
        { replace },
      ),
    [setParams, read, defaultKind],
  );
  const setText = useCallback(
    (text: string) => change({ text }, true),
    [change],
  );
  const setView: CatalogViewState['setView'] = useCallback(
    changes =>
      setParams(current =>
        writeView({ ...read(current), ...changes }, defaultKind),
      ),
    [setParams, read, defaultKind],
  );
  return {
    view,
    setFilters: filters => change(filters, false),
    setText,
    setView,
  };
}
