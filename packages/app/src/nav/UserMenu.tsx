import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Avatar,
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuSeparator,
  MenuTrigger,
} from '@backstage/ui';
import {
  RiCheckLine,
  RiComputerLine,
  RiLogoutBoxRLine,
  RiMoonLine,
  RiSunLine,
  RiUser3Line,
} from '@remixicon/react';
import { ReactElement } from 'react';
import styles from './Nav.module.css';
import { useCurrentUser } from './useCurrentUser';
import { ThemeChoice, themeChoices, useThemeChoice } from './useThemeChoice';

const appearances: Record<ThemeChoice, { title: string; icon: ReactElement }> =
  {
    system: { title: 'Same as system', icon: <RiComputerLine /> },
    light: { title: 'Light', icon: <RiSunLine /> },
    dark: { title: 'Dark', icon: <RiMoonLine /> },
  };

/** The choice of light, dark or the system's, as a section of a menu. */
function AppearanceSection() {
  const [appearance, choose] = useThemeChoice();
  return (
    <MenuSection
      title="Appearance"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[appearance]}
      onSelectionChange={keys => {
        const choice = themeChoices.find(
          known => keys !== 'all' && keys.has(known),
        );
        if (choice) {
          choose(choice);
        }
      }}
    >
      {themeChoices.map(choice => (
        <MenuItem
          key={choice}
          id={choice}
          iconStart={
            choice === appearance ? <RiCheckLine /> : appearances[choice].icon
          }
        >
          {appearances[choice].title}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

/** Who is signed in; opens their page, the appearance and sign-out. */
export function UserMenu() {
  const identityApi = useApi(identityApiRef);
  const user = useCurrentUser();
  const name = user?.name ?? 'Signed in';
  return (
    <MenuTrigger>
      <Button variant="tertiary" className={styles.user}>
        <Avatar
          size="small"
          purpose="decoration"
          name={name}
          src={user?.picture ?? ''}
        />
        <span className={styles.title}>{name}</span>
        <span className={styles.hidden}>: account and appearance</span>
      </Button>
      <Menu placement="top start">
        {user && (
          <MenuItem href={user.path} iconStart={<RiUser3Line />}>
            Your page in the catalog
          </MenuItem>
        )}
        <AppearanceSection />
        <MenuSeparator />
        <MenuItem
          iconStart={<RiLogoutBoxRLine />}
          onAction={() => identityApi.signOut()}
        >
          Sign out
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
