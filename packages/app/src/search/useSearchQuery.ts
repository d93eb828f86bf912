import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export type SearchQueryState = {
  term: string;
  /** As the catalog writes them: `Component`. Empty for all. */
  kinds: string[];
  /** Page of the results, as the engine names it; undefined for the first. */
  cursor: string | undefined;
  setTerm: (term: string) => void;
  setKinds: (kinds: string[]) => void;
  setCursor: (cursor: string | undefined) => void;
  clear: () => void;
};

/** The search that the address describes; each change goes to its first page. */
export function useSearchQuery(): SearchQueryState {
  const [params, setParams] = useSearchParams();
  const term = params.get('query') ?? '';
  const kinds = useMemo(() => params.getAll('kind'), [params]);

  const change = useCallback(
    (edit: (params: URLSearchParams) => unknown, replace: boolean) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          next.delete('page');
          edit(next);
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  const setTerm = useCallback(
    (text: string) =>
      change(next => {
        next.delete('query');
        if (text) {
          next.set('query', text);
        }
      }, true),
    [change],
  );

  return {
    term,
    kinds,
    cursor: params.get('page') ?? undefined,
    setTerm,
    setKinds: values =>
      change(next => {
        next.delete('kind');
        values.forEach(kind => next.append('kind', kind));
      }, false),
    setCursor: cursor =>
      change(next => cursor && next.set('page', cursor), false),
    clear: () => setParams({}),
  };
}
