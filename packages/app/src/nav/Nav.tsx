import { NavContentComponentProps } from '@backstage/plugin-app-react';
import { ButtonIcon } from '@backstage/ui';
import {
  RiCloseLine,
  RiMenuLine,
  RiSearch2Line,
  RiSideBarLine,
} from '@remixicon/react';
import { KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { LogoFull } from '../logo/LogoFull';
import { LogoIcon } from '../logo/LogoIcon';
import { QuickSearch } from '../search/QuickSearch';
import { useSlashKey } from '../search/useSlashKey';
import { arrangeNavEntries, NavEntry } from './entries';
import styles from './Nav.module.css';
import { NavLine } from './NavLine';
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

/** The phone's menu, which closes whenever the page changes. */
function useDrawer() {
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  return [open, setOpen] as const;
}

/**
 * The navigation: a column that folds to icons, and on a phone a bar with a
 * menu below it.
 */
export function Nav(props: NavContentComponentProps) {
  const { main, more, notifications, settings } = arrangeNavEntries(
    props.navItems,
  );
  const [folded, toggleFolded] = useCollapsed();
  const [open, setOpen] = useDrawer();
  const menuButton = useRef<HTMLButtonElement>(null);
  const unread = useUnreadCount();
  const navigate = useNavigate();
  useSlashKey(useCallback(() => navigate('/search'), [navigate]));

  // An open menu on a phone always shows words.
  const collapsed = folded && !open;
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      setOpen(false);
      menuButton.current?.focus();
    }
  };

  return (
    <header
      className={styles.root}
      data-folded={folded}
      data-open={open}
      onKeyDown={closeOnEscape}
    >
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
          onPress={toggleFolded}
        />
        <ButtonIcon
          ref={menuButton}
          className={styles.menu}
          variant="tertiary"
          aria-label={open ? 'Close menu' : 'Open menu'}
          aria-expanded={open}
          aria-controls={panelId}
          icon={open ? <RiCloseLine /> : <RiMenuLine />}
          onPress={() => setOpen(!open)}
        />
      </div>
      <div id={panelId} className={styles.panel}>
        {collapsed ? (
          <NavLine entry={searchEntry} collapsed />
        ) : (
          <QuickSearch
            className={styles.search}
            placeholder="Search   /"
            listWidth="min(24rem, calc(100vw - 2rem))"
          />
        )}
        <nav aria-label="Main" className={styles.main}>
          <ul className={styles.list}>
            {[...main, ...more].map(entry => (
              <li key={entry.id}>
                <NavLine entry={entry} collapsed={collapsed} />
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label="Yours" className={styles.yours}>
          <ul className={styles.list}>
            {notifications && (
              <li>
                <NavLine
                  entry={notifications}
                  collapsed={collapsed}
                  count={unread}
                  countLabel="unread"
                />
              </li>
            )}
            {settings && (
              <li>
                <NavLine entry={settings} collapsed={collapsed} />
              </li>
            )}
          </ul>
          <UserMenu />
        </nav>
      </div>
    </header>
  );
}
