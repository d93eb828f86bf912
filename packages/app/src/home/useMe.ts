import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  relationTargets,
  withGroupsBelow,
} from '@slipway/plugin-catalog-module-slipway';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

/** The signed-in person, as the home page needs to know them. */
export type Me = {
  displayName: string | undefined;
  /** References of the groups that the catalog says they are a member of. */
  teamRefs: string[];
  /** Themselves, their groups and all groups below those. */
  ownerRefs: string[];
};

export type MeState = {
  me: Me | undefined;
  error: Error | undefined;
  retry: () => void;
};

/** Who is signed in, which teams they are in and what may own things for them. */
export function useMe(): MeState {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  const { value, error, loading, retry } = useAsyncRetry(async () => {
    const [identity, profile] = await Promise.all([
      identityApi.getBackstageIdentity(),
      identityApi.getProfileInfo(),
    ]);
    const user = await catalogApi.getEntityByRef(identity.userEntityRef);
    return {
      displayName: profile.displayName,
      teamRefs: relationTargets(user, RELATION_MEMBER_OF),
      ownerRefs: await withGroupsBelow(
        catalogApi,
        identity.ownershipEntityRefs,
      ),
    };
  }, [identityApi, catalogApi]);
  return { me: value, error: loading ? undefined : error, retry };
}
