import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Avatar, Container, Radio, RadioGroup, Text } from '@backstage/ui';
import {
  EntityLink,
  LoadFailure,
  PageTitle,
} from '@slipway/plugin-catalog-module-slipway';
import { LoadingState, Panel } from '@slipway/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { themeChoices, useThemeChoice } from '../nav/useThemeChoice';
import styles from './SettingsPage.module.css';

const appearances = {
  system: 'Same as the system',
  light: 'Light',
  dark: 'Dark',
} as const;

/** Who is signed in and what they may act for. */
function ProfilePanel() {
  const identityApi = useApi(identityApiRef);
  const { value, error, loading, retry } = useAsyncRetry(async () => {
    const [identity, profile] = await Promise.all([
      identityApi.getBackstageIdentity(),
      identityApi.getProfileInfo(),
    ]);
    return { identity, profile };
  }, [identityApi]);
  const groupRefs =
    value?.identity.ownershipEntityRefs.filter(
      ref => ref !== value.identity.userEntityRef,
    ) ?? [];
  return (
    <Panel title="You" headingLevel={2}>
      {error && !loading && (
        <LoadFailure what="your profile" error={error} onRetry={retry} />
      )}
      {!value && !error && (
        <LoadingState label="Loading your profile" rows={3} />
      )}
      {value && (
        <div className={styles.profile}>
          <Avatar
            size="large"
            purpose="decoration"
            name={value.profile.displayName ?? value.identity.userEntityRef}
            src={value.profile.picture ?? ''}
          />
          <dl className={styles.facts}>
            <dt>Name</dt>
            <dd>
              <EntityLink entityRef={value.identity.userEntityRef} />
            </dd>
            <dt>E-mail</dt>
            <dd>{value.profile.email ?? 'Not known'}</dd>
            <dt>Groups</dt>
            <dd className={styles.groups}>
              {groupRefs.length > 0
                ? groupRefs.map(ref => <EntityLink key={ref} entityRef={ref} />)
                : 'None'}
            </dd>
          </dl>
        </div>
      )}
    </Panel>
  );
}

function AppearancePanel() {
  const [choice, choose] = useThemeChoice();
  return (
    <Panel
      title="Appearance"
      headingLevel={2}
      description="Kept in this browser"
    >
      <RadioGroup
        aria-label="Appearance"
        value={choice}
        onChange={value => {
          const next = themeChoices.find(known => known === value);
          if (next) {
            choose(next);
          }
        }}
      >
        {themeChoices.map(known => (
          <Radio key={known} value={known}>
            {appearances[known]}
          </Radio>
        ))}
      </RadioGroup>
    </Panel>
  );
}

function KeyboardPanel() {
  return (
    <Panel title="Keyboard" headingLevel={2}>
      <Text as="p">
        <kbd className={styles.key}>/</kbd> searches from any page.
      </Text>
    </Panel>
  );
}

/** What a person can see and choose about themselves. */
export function SettingsPage() {
  return (
    <main className={styles.page}>
      <Container>
        <div className={styles.content}>
          <PageTitle title="Settings" />
          <ProfilePanel />
          <AppearancePanel />
          <KeyboardPanel />
        </div>
      </Container>
    </main>
  );
}
