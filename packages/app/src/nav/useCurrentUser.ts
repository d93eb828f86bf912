import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

export type CurrentUser = {
  name: string;
  picture: string | undefined;
  /** Address of the person's page in the catalog. */
  path: string;
};

/** Who is signed in, or undefined until known. */
export function useCurrentUser(): CurrentUser | undefined {
  const identityApi = useApi(identityApiRef);
  const [user, setUser] = useState<CurrentUser>();

  useEffect(() => {
    let current = true;
    Promise.all([
      identityApi.getBackstageIdentity(),
      identityApi.getProfileInfo(),
    ]).then(
      ([identity, profile]) => {
        const { kind, namespace, name } = parseEntityRef(
          identity.userEntityRef,
        );
        if (current) {
          setUser({
            name: profile.displayName ?? name,
            picture: profile.picture,
            path: `/catalog/${namespace}/${kind}/${name}`,
          });
        }
      },
      // Without an identity the menu still offers settings and sign-out.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [identityApi]);

  return user;
}
