import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { CatalogView } from './filters';
import { queryCatalog } from './queryCatalog';

/**
 * The page of the catalog that a view describes. The rows of the view before
 * stay until the new ones are there, unless they are of another kind, whose
 * columns they would not fit.
 */
export function useCatalogPage(view: CatalogView) {
  const catalogApi = useApi(catalogApiRef);
  const { kind } = view.filters;
  const state = useAsyncRetry(
    async () => ({ ...(await queryCatalog(catalogApi, view)), kind }),
    [catalogApi, view, kind],
  );
  return {
    ...state,
    value: state.value?.kind === kind ? state.value : undefined,
  };
}
