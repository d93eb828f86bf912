import { UserIdentity } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Text } from '@backstage/ui';
import { LoadingState } from '@slipway/ui';
import { useCallback, useEffect, useState } from 'react';
import { oidcAuthApiRef } from './oidcAuthApi';
import styles from './SignInPage.module.css';

type OidcState =
  | { status: 'restoring' }
  | { status: 'waiting' }
  | { status: 'asking' }
  | { status: 'failed'; error: Error };

/** The state of signing in, and how to ask for it. */
function useOidc(onSignInSuccess: SignInPageProps['onSignInSuccess']) {
  const authApi = useApi(oidcAuthApiRef);
  const [state, setState] = useState<OidcState>({ status: 'restoring' });

  const signIn = useCallback(
    async (options: { optional?: true; instantPopup?: true }) => {
      try {
        const session = await authApi.getBackstageIdentity(options);
        if (!session) {
          setState({ status: 'waiting' });
          return;
        }
        onSignInSuccess(
          UserIdentity.create({
            identity: session.identity,
            authApi,
            profile: await authApi.getProfile(),
          }),
        );
      } catch (error) {
        setState({
          status: 'failed',
          error: error instanceof Error ? error : new Error(String(error)),
        });
      }
    },
    [authApi, onSignInSuccess],
  );
  useEffect(() => {
    signIn({ optional: true });
  }, [signIn]);

  const ask = () => {
    setState({ status: 'asking' });
    signIn({ instantPopup: true });
  };
  return { state, ask };
}

/** Signs in with the identity provider; a session that is still good goes on. */
export function OidcSignIn(props: {
  onSignInSuccess: SignInPageProps['onSignInSuccess'];
}) {
  const { state, ask } = useOidc(props.onSignInSuccess);
  if (state.status === 'restoring') {
    return <LoadingState label="Looking for your session" rows={2} />;
  }
  return (
    <div className={styles.oidc}>
      {state.status === 'failed' && (
        <Alert
          status="danger"
          title="Sign-in failed"
          description={state.error.message}
        />
      )}
      <Text as="p" color="secondary">
        Slipway asks your organisation&rsquo;s identity provider who you are. A
        window opens for it.
      </Text>
      <Button
        variant="primary"
        size="medium"
        isDisabled={state.status === 'asking'}
        onPress={ask}
      >
        Sign in with your organisation
      </Button>
    </div>
  );
}
