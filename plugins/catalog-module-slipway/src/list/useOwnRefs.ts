import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';

/** The references under which the signed-in person owns things; none until known. */
export function useOwnRefs(): string[] {
  const identityApi = useApi(identityApiRef);
  const { value = [] } = useAsync(async () => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    return ownershipEntityRefs;
  }, [identityApi]);
  return value;
}
