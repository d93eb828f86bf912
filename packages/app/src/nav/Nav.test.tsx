import {
  createApiMock,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { AppNode } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import {
  NavContentNavItem,
  NavContentNavItems,
} from '@backstage/plugin-app-react';
import { searchApiRef } from '@backstage/plugin-search-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { arrangeNavEntries } from './entries';
import { Nav } from './Nav';

const searchMock = createApiMock(searchApiRef, () => ({ query: jest.fn() }));
const notificationsMock = createApiMock(notificationsApiRef, () => ({
  getStatus: jest.fn(),
  getNotification: jest.fn(),
  getNotifications: jest.fn(),
  updateNotifications: jest.fn(),
  getNotificationSettings: jest.fn(),
  updateNotificationSettings: jest.fn(),
  getTopics: jest.fn(),
}));
/** The pages of an app, as Backstage hands them to its navigation. */
function navItems(pages: Record<string, string>): NavContentNavItems {
  const items = Object.entries(pages).map(([id, href]) => ({
    node: { spec: { id } } as AppNode,
    href,
    title: `Stock title of ${id}`,
    icon: <svg />,
  })) as NavContentNavItem[];
  const taken = new Set<string>();
  const bag: NavContentNavItems = {
    take: id => {
      taken.add(id);
      return items.find(item => item.node.spec.id === id);
    },
    rest: () => items.filter(item => !taken.has(item.node.spec.id)),
    clone: () => navItems(pages),
    withComponent: () => {
      throw new Error('not used');
    },
  };
  return bag;
}

const pages = {
  'page:search': '/search',
  'page:user-settings': '/settings',
  'page:cost': '/cost',
  'page:dora': '/delivery',
  'page:self-service': '/self-service',
  'page:catalog': '/catalog',
  'page:notifications': '/notifications',
  'page:home': '/',
  'page:auth': '/oauth2',
};

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

function show(path = '/catalog/default/component/orders') {
  renderInTestApp(
    <>
      <Nav navItems={navItems(pages)} items={[]} />
      <div id="content">
        <textarea aria-label="Notes" />
      </div>
      <Address />
    </>,
    {
      apis: [
        mockApis.identity({ userEntityRef: 'user:default/ana.brandt' }),
        searchMock({ query: async () => ({ results: [] }) }),
        notificationsMock({ getStatus: async () => ({ unread: 3, read: 0 }) }),
      ],
      initialRouteEntries: [path],
    },
  );
}

const main = async () => screen.findByRole('navigation', { name: 'Main' });

describe('arrangeNavEntries', () => {
  it('orders known pages, hides those reached otherwise and adds the rest', () => {
    const {
      main: known,
      more,
      notifications,
      settings,
    } = arrangeNavEntries(navItems(pages));
    expect(known.map(({ title, href }) => [title, href])).toEqual([
      ['Home', '/'],
      ['Catalog', '/catalog'],
      ['Self-service', '/self-service'],
      ['Delivery', '/delivery'],
    ]);
    expect(more.map(({ id }) => id)).toEqual(['page:cost']);
    expect(notifications?.href).toBe('/notifications');
    expect(settings?.href).toBe('/settings');
  });
});

describe('Nav', () => {
  beforeEach(() => localStorage.clear());

  it('marks where the person is', async () => {
    show();
    const links = within(await main()).getAllByRole('link');
    expect(
      links.map(link => [link.textContent, link.getAttribute('aria-current')]),
    ).toEqual([
      ['Home', null],
      ['Catalog', 'page'],
      ['Self-service', null],
      ['Delivery', null],
      ['Stock title of page:cost', null],
    ]);
  });

  it('counts what is unread, in words for screen readers', async () => {
    show();
    expect(
      await screen.findByRole('link', { name: /^Notifications ?, 3 unread$/ }),
    ).toBeVisible();
  });

  it('folds to icons that keep their names, and stays so', async () => {
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Collapse navigation' }),
    );
    expect(screen.getByRole('link', { name: 'Catalog' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Search' })).toHaveAttribute(
      'href',
      '/search',
    );
    expect(localStorage.getItem('slipway.navigation.collapsed')).toBe('true');
  });

  it('searches from anywhere by one key, but not from within a text', async () => {
    show();
    await main();
    await userEvent.click(screen.getByLabelText('Notes'));
    await userEvent.keyboard('/');
    expect(screen.getByLabelText('Notes')).toHaveValue('/');

    await userEvent.click(document.body);
    await userEvent.keyboard('/');
    expect(
      screen.getByRole('searchbox', { name: 'Search the catalog' }),
    ).toHaveFocus();
    await userEvent.keyboard('pay');
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        '/search?query=pay',
      ),
    );
  });

  it('opens the search page by the key when no field is in sight', async () => {
    localStorage.setItem('slipway.navigation.collapsed', 'true');
    show();
    await main();
    await userEvent.keyboard('/');
    expect(screen.getByTestId('address')).toHaveTextContent('/search');
  });

  it('opens a phone’s menu and closes it on Escape and on leaving', async () => {
    show();
    const button = await screen.findByRole('button', { name: 'Open menu' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(document.body);
    await userEvent.keyboard('{Escape}');
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(button).toHaveFocus();

    await userEvent.click(button);
    await userEvent.click(screen.getByRole('link', { name: 'Delivery' }));
    expect(button).toHaveAttribute('aria-expanded', 'false');
  });
});
