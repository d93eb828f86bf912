import { useApi } from '@backstage/frontend-plugin-api';
import { searchApiRef } from '@backstage/plugin-search-react';
import { useEffect, useState } from 'react';
import { CatalogDocument, toCatalogDocument } from './catalogDocument';

const debounceMs = 150;
const resultLimit = 7;

export type QuickSearchState = {
  loading: boolean;
  failed: boolean;
  documents: CatalogDocument[];
};

const idle: QuickSearchState = {
  loading: false,
  failed: false,
  documents: [],
};

/**
 * The first few catalog entries that match what is typed. Results of the term
 * before stay until the new ones are there, so that the list does not flicker.
 */
export function useQuickSearch(term: string): QuickSearchState {
  const searchApi = useApi(searchApiRef);
  const [state, setState] = useState(idle);
  const wanted = term.trim();

  useEffect(() => {
    if (!wanted) {
      setState(idle);
      return undefined;
    }
    const abort = new AbortController();
    setState(before => ({ ...before, loading: true }));
    const timer = setTimeout(async () => {
      try {
        const { results } = await searchApi.query(
          {
            term: wanted,
            types: ['software-catalog'],
            pageLimit: resultLimit,
          },
          { signal: abort.signal },
        );
        if (!abort.signal.aborted) {
          setState({ ...idle, documents: results.map(toCatalogDocument) });
        }
      } catch {
        if (!abort.signal.aborted) {
          setState({ ...idle, failed: true });
        }
      }
    }, debounceMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [searchApi, wanted]);

  return state;
}
