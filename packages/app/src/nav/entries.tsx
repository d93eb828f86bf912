import {
  RiBracesLine,
  RiHome5Line,
  RiNotification3Line,
  RiOrganizationChart,
  RiPulseLine,
  RiServiceBellLine,
  RiSettings3Line,
  RiStackLine,
} from '@remixicon/react';
import { NavContentNavItems } from '@backstage/plugin-app-react';
import { ReactNode } from 'react';

/** One line of the navigation. */
export type NavEntry = {
  id: string;
  href: string;
  title: string;
  icon: ReactNode;
  /** Current only on this very path, not below it. */
  exact?: boolean;
};

export type NavEntries = {
  main: NavEntry[];
  /** Pages of plugins that this file does not know. */
  more: NavEntry[];
  notifications: NavEntry | undefined;
  settings: NavEntry | undefined;
};

type Known = Omit<NavEntry, 'href'>;

const size = 18;

const mainPages: Known[] = [
  {
    id: 'page:home',
    title: 'Home',
    icon: <RiHome5Line size={size} />,
    exact: true,
  },
  {
    id: 'page:catalog',
    title: 'Catalog',
    icon: <RiStackLine size={size} />,
  },
  {
    id: 'page:self-service',
    title: 'Self-service',
    icon: <RiServiceBellLine size={size} />,
  },
  {
    id: 'page:dora',
    title: 'Delivery',
    icon: <RiPulseLine size={size} />,
  },
  {
    id: 'page:api-docs',
    title: 'APIs',
    icon: <RiBracesLine size={size} />,
  },
  {
    id: 'page:catalog/organisation',
    title: 'Organisation',
    icon: <RiOrganizationChart size={size} />,
  },
];

export const notificationsId = 'page:notifications';

const notificationsPage: Known = {
  id: notificationsId,
  title: 'Notifications',
  icon: <RiNotification3Line size={size} />,
};

const settingsPage: Known = {
  id: 'page:user-settings',
  title: 'Settings',
  icon: <RiSettings3Line size={size} />,
};

/** Pages that are reached from elsewhere: the search field, an entity, sign-in. */
const unlistedPages = [
  'page:search',
  'page:catalog/entity',
  'page:catalog-graph',
  'page:auth',
];

/** Sorts the app's pages into the navigation; a page that is not there is left out. */
export function arrangeNavEntries(navItems: NavContentNavItems): NavEntries {
  const items = navItems.clone();
  const take = (known: Known): NavEntry | undefined => {
    const item = items.take(known.id);
    return item && { ...known, href: item.href };
  };
  const main = mainPages.map(take).filter(entry => entry !== undefined);
  const notifications = take(notificationsPage);
  const settings = take(settingsPage);
  unlistedPages.forEach(id => items.take(id));
  const more = items
    .rest()
    .map(({ node, href, title, icon }) => ({
      id: node.spec.id,
      href,
      title,
      icon,
    }))
    .sort((a, b) => a.title.localeCompare(b.title));
  return { main, more, notifications, settings };
}
