import {
  BackstageUserIdentity,
  identityApiRef,
  ProfileInfo,
  useApi,
} from '@backstage/frontend-plugin-api';
import { Avatar, Container, Radio, RadioGroup, Text } from '@backstage/ui';
import {
  EntityLink,
  EntityLinks,
  Loaded,
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
  const me = useAsyncRetry(async () => {
    const [identity, profile] = await Promise.all([
      identityApi.getBackstageIdentity(),
      identityApi.getProfileInfo(),
    ]);
    return { identity, profile };
  }, [identityApi]);
  return (
    <Panel title="You" headingLevel={2}>
      <Loaded
        state={me}
        what="your profile"
        placeholder={<LoadingState label="Loading your profile" rows={3} />}
      >
        {value => <Profile {...value} />}
      </Loaded>
    </Panel>
  );
}

function Profile(props: {
  identity: BackstageUserIdentity;
  profile: ProfileInfo;
}) {
  const { identity, profile } = props;
  const groupRefs = identity.ownershipEntityRefs.filter(
    ref => ref !== identity.userEntityRef,
  );
  return (
    <div className={styles.profile}>
      <Avatar
        size="large"
        purpose="decoration"
        name={profile.displayName ?? identity.userEntityRef}
        src={profile.picture ?? ''}
      />
      <dl className={styles.facts}>
        <dt>Name</dt>
        <dd>
          <EntityLink entityRef={identity.userEntityRef} />
        </dd>
        <dt>E-mail</dt>
        <dd>{profile.email ?? 'Not known'}</dd>
        <dt>Groups</dt>
        <dd>
          {groupRefs.length > 0 ? (
            <EntityLinks entityRefs={groupRefs} />
          ) : (
            'None'
          )}
        </dd>
      </dl>
    </div>
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
