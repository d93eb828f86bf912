import { NavContentComponentProps } from '@backstage/plugin-app-react';
import { ButtonIcon } from '@backstage/ui';
import {
  RiCloseLine,
  RiMenuLine,
  RiSearch2Line,
  RiSideBarLine,
} from '@remixicon/react';
import { Ref, useCallback, useEffect, useRef, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { LogoFull } from '../logo/LogoFull';
import { LogoIcon } from '../logo/LogoIcon';
import { QuickSearch } from '../search/QuickSearch';
import { useSlashKey } from '../search/useSlashKey';
import {
  arrangeNavEntries,
  NavEntries,
  NavEntry,
  notificationsId,
} from './entries';
import styles from './Nav.module.css';
import { NavLine } from './NavLine';
import { NavList } from './NavList';
import { useCollapsed } from './useCollapsed';
import { UserMenu } from './UserMenu';
import { useUnreadCount } from './useUnreadCount';

const panelId = 'slipway-navigation';

const searchEntry: NavEntry = {
  id: 'search',
  href: '/search',
  title: 'Search',
  icon: <RiSearch2Line size={18} />,
};

/**
 * The phone's menu, which closes when the page changes and on Escape, and then
 * gives the focus back to its button.
 */
function useDrawer() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      // An open list or menu within takes the first Escape for itself.
      if (event.key === 'Escape' && !event.defaultPrevented) {
        setOpen(false);
        button.current?.focus();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open]);
  return { open, setOpen, button };
}

/** The logo and the buttons that fold the column or open the menu. */
function NavTop(props: {
  collapsed: boolean;
  folded: boolean;
  onFold: () => void;
  open: boolean;
  onOpen: () => void;
  menuButton: Ref<HTMLButtonElement>;
}) {
  const { collapsed, folded, onFold, open, onOpen, menuButton } = props;
  return (
    <div className={styles.top}>
      <Link to="/" className={styles.logo} aria-label="Slipway, home">
        {collapsed ? <LogoIcon /> : <LogoFull />}
      </Link>
      <ButtonIcon
        className={styles.fold}
        variant="tertiary"
        size="small"
        aria-label={folded ? 'Expand navigation' : 'Collapse navigation'}
        icon={<RiSideBarLine />}
        onPress={onFold}
      />
      <ButtonIcon
        ref={menuButton}
        className={styles.menu}
        variant="tertiary"
        aria-label={open ? 'Close menu' : 'Open menu'}
        aria-expanded={open}
        aria-controls={panelId}
        icon={open ? <RiCloseLine /> : <RiMenuLine />}
        onPress={onOpen}
      />
    </div>
  );
}

/** The links: pages first, the person's own things at the foot. */
function NavPanel(props: { entries: NavEntries; collapsed: boolean }) {
  const { entries, collapsed } = props;
  const { main, more, notifications, settings } = entries;
  const unread = useUnreadCount();
  return (
    <div id={panelId} className={styles.panel}>
      {collapsed ? (
        <NavLine entry={searchEntry} collapsed />
      ) : (
        <QuickSearch
          placeholder="Search   /"
          listWidth="min(24rem, calc(100vw - 2rem))"
        />
      )}
      <nav aria-label="Main" className={styles.main}>
        <NavList entries={[...main, ...more]} collapsed={collapsed} />
      </nav>
      <nav aria-label="Yours" className={styles.yours}>
        <NavList
          entries={[notifications, settings].filter(
            entry => entry !== undefined,
          )}
          collapsed={collapsed}
          counts={{ [notificationsId]: { count: unread, label: 'unread' } }}
        />
        <UserMenu />
      </nav>
    </div>
  );
}

/**
 * The navigation: a column that folds to icons, and on a phone a bar with a
 * menu below it.
 */
export function Nav(props: NavContentComponentProps) {
  const [folded, toggleFolded] = useCollapsed();
  const { open, setOpen, button } = useDrawer();
  const navigate = useNavigate();
  useSlashKey(useCallback(() => navigate('/search'), [navigate]));

  // An open menu on a phone always shows words.
  const collapsed = folded && !open;
  return (
    <header className={styles.root} data-folded={folded} data-open={open}>
      <NavTop
        collapsed={collapsed}
        folded={folded}
        onFold={toggleFolded}
        open={open}
        onOpen={() => setOpen(!open)}
        menuButton={button}
      />
      <NavPanel
        entries={arrangeNavEntries(props.navItems)}
        collapsed={collapsed}
      />
    </header>
  );
}
