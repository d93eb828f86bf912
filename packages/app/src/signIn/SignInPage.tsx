import { ResponseError } from '@backstage/errors';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Text } from '@backstage/ui';
import { EmptyState, ErrorState, LoadingState } from '@slipway/ui';
import { useCallback, useState } from 'react';
import { LogoFull } from '../logo/LogoFull';
import { OidcSignIn } from './OidcSignIn';
import { PersonaList } from './PersonaList';
import { PersonaSession } from './PersonaSession';
import { forgetPersona, readChosenPersona, rememberPersona } from './personas';
import styles from './SignInPage.module.css';
import { usePersonas } from './usePersonas';

/** The server's own words, where it answered. */
function reasonOf(error: Error): string {
  return error instanceof ResponseError
    ? error.body.error.message
    : error.message;
}

function Choices(props: {
  onChoose: (entityRef: string) => void;
  onSignInSuccess: SignInPageProps['onSignInSuccess'];
}) {
  const state = usePersonas();
  switch (state.status) {
    case 'loading':
      return (
        <LoadingState label="Loading the people" rows={3} rowHeight={56} />
      );
    case 'failed':
      return (
        <ErrorState
          title="The server did not say how to sign in"
          error={state.error}
          onRetry={state.retry}
        />
      );
    case 'absent':
      return <OidcSignIn onSignInSuccess={props.onSignInSuccess} />;
    case 'loaded':
      return state.personas.length > 0 ? (
        <>
          <Text as="p" color="secondary">
            Choose whom to sign in as. These people and their company are
            invented: they are the sample data of this installation. No password
            is needed.
          </Text>
          <PersonaList personas={state.personas} onChoose={props.onChoose} />
        </>
      ) : (
        <EmptyState
          title="There is nobody to sign in as"
          description="Name people of the catalog under auth.providers.personas.development.users in app-config.yaml and restart."
        />
      );
    default:
      return state satisfies never;
  }
}

/**
 * Signs in as a person of the sample company or, where that is not configured,
 * with the organisation's identity provider.
 */
export function SignInPage(props: SignInPageProps) {
  const { onSignInSuccess } = props;
  const [chosen, setChosen] = useState(readChosenPersona);
  const [failure, setFailure] = useState<Error>();

  const choose = (entityRef: string) => {
    rememberPersona(entityRef);
    setFailure(undefined);
    setChosen(entityRef);
  };
  const onFailed = useCallback((error: Error) => {
    forgetPersona();
    setFailure(error);
    setChosen(undefined);
  }, []);

  if (chosen) {
    return (
      <PersonaSession
        entityRef={chosen}
        onSignInSuccess={onSignInSuccess}
        onFailed={onFailed}
      />
    );
  }
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <LogoFull size={28} />
        <Text as="h1" variant="title-small" weight="bold">
          Sign in
        </Text>
        {failure && (
          <Alert
            status="danger"
            title="You are not signed in"
            description={reasonOf(failure)}
          />
        )}
        <Choices onChoose={choose} onSignInSuccess={onSignInSuccess} />
      </div>
    </main>
  );
}
