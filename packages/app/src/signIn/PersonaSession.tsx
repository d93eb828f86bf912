import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { useEffect, useMemo, useState } from 'react';
import { forgetPersona } from './personas';

const retryMs = 2000;

function isUnavailable(error: Error): boolean {
  return 'statusCode' in error && error.statusCode === 503;
}

/** The same identity, whose sign-out also forgets who was chosen. */
function forgettingIdentity(identityApi: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identityApi.getProfileInfo(),
    getBackstageIdentity: () => identityApi.getBackstageIdentity(),
    getCredentials: () => identityApi.getCredentials(),
    signOut: () => {
      forgetPersona();
      return identityApi.signOut();
    },
  };
}

/**
 * Signs in as the chosen person and draws nothing but progress. Tries again
 * while the catalog has yet to load the person.
 */
export function PersonaSession(props: {
  entityRef: string;
  onSignInSuccess: SignInPageProps['onSignInSuccess'];
  onFailed: (error: Error) => void;
}) {
  const { entityRef, onSignInSuccess, onFailed } = props;
  const [attempt, setAttempt] = useState(0);

  const Failure = useMemo(() => {
    function PersonaFailure({ error }: { error?: Error }) {
      useEffect(() => {
        if (!error) {
          return undefined;
        }
        if (!isUnavailable(error)) {
          onFailed(error);
          return undefined;
        }
        const timer = setTimeout(
          () => setAttempt(before => before + 1),
          retryMs,
        );
        return () => clearTimeout(timer);
      }, [error]);
      return null;
    }
    return PersonaFailure;
  }, [onFailed]);

  return (
    <ProxiedSignInPage
      key={attempt}
      provider="personas"
      headers={{ 'X-Slipway-Persona': entityRef }}
      onSignInSuccess={identity =>
        onSignInSuccess(forgettingIdentity(identity))
      }
      ErrorComponent={Failure}
    />
  );
}
