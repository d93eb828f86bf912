import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { listOwned } from '@slipway/plugin-catalog-module-slipway';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

export type MyServices = ReturnType<typeof useMyServices>;

/** The services that the person or their groups own; nothing until they are known. */
export function useMyServices(ownerRefs: string[] | undefined) {
  const catalogApi = useApi(catalogApiRef);
  return useAsyncRetry(
    async () => ownerRefs && listOwned(catalogApi, ownerRefs),
    [catalogApi, ownerRefs],
  );
}
