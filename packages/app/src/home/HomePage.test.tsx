import { Entity } from '@backstage/catalog-model';
import {
  createApiMock,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { visitsApiRef } from '@backstage/plugin-home';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { searchApiRef } from '@backstage/plugin-search-react';
import { screen, within } from '@testing-library/react';
import { HomePage } from './HomePage';

// Its own package tests it; here only whose metrics it is asked for matters.
jest.mock('@slipway/plugin-dora', () => ({
  TeamDeliverySummary: ({ groupRef }: { groupRef: string }) => (
    <p>Metrics of {groupRef}</p>
  ),
}));

const searchMock = createApiMock(searchApiRef, () => ({ query: jest.fn() }));
const visitsMock = createApiMock(visitsApiRef, () => ({
  list: jest.fn(async () => []),
  save: jest.fn(),
  remove: jest.fn(),
  canSave: jest.fn(),
  enrichVisit: jest.fn(),
}));
const notificationsMock = createApiMock(notificationsApiRef, () => ({
  getStatus: jest.fn(),
  getNotification: jest.fn(),
  getNotifications: jest.fn(async () => ({
    notifications: [],
    totalCount: 0,
  })),
  updateNotifications: jest.fn(),
  getNotificationSettings: jest.fn(),
  updateNotificationSettings: jest.fn(),
  getTopics: jest.fn(),
}));

const user = (name: string, teams: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
  relations: teams.map(team => ({
    type: 'memberOf',
    targetRef: `group:default/${team}`,
  })),
});

const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    namespace: 'default',
    annotations: {
      'slipway.dev/tier': '1',
      'slipway.dev/on-call': 'group:default/checkout',
      'slipway.dev/dashboard': 'https://graphs.example.com/orders',
    },
  },
  spec: { type: 'service', lifecycle: 'production' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
};

function show(options: {
  entities: Entity[];
  ownershipEntityRefs: string[];
  notifications?: ReturnType<typeof notificationsMock>;
  visits?: ReturnType<typeof visitsMock>;
}) {
  renderInTestApp(<HomePage />, {
    apis: [
      mockApis.identity({
        userEntityRef: 'user:default/ana',
        ownershipEntityRefs: options.ownershipEntityRefs,
        displayName: 'Ana Brandt',
      }),
      catalogApiMock({ entities: options.entities }),
      options.notifications ?? notificationsMock(),
      options.visits ?? visitsMock(),
      searchMock(),
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

const panel = async (name: string) => screen.findByRole('region', { name });

describe('HomePage', () => {
  it('shows a team member their delivery, services and what waits', async () => {
    show({
      entities: [user('ana', ['checkout']), orders],
      ownershipEntityRefs: ['user:default/ana', 'group:default/checkout'],
      notifications: notificationsMock({
        getNotifications: async () => ({
          notifications: [
            {
              id: '1',
              user: 'user:default/ana',
              created: new Date(),
              origin: 'plugin:dora',
              payload: { title: 'Payments failed', link: '/delivery' },
            },
          ],
          totalCount: 4,
        }),
      }),
      visits: visitsMock({
        list: async () => [
          {
            id: '1',
            name: 'cart',
            pathname: '/catalog/default/component/cart',
            hits: 1,
            timestamp: Date.now(),
          },
        ],
      }),
    });
    expect(
      await screen.findByRole('heading', { level: 1, name: /Good .*, Ana$/ }),
    ).toBeVisible();
    expect(
      await screen.findByText('Metrics of group:default/checkout'),
    ).toBeVisible();
    const services = await panel('Your services');
    expect(await within(services).findByText('Tier 1')).toBeVisible();
    expect(services).toHaveTextContent(
      /orders.*service · production.*On call checkout/,
    );
    expect(
      within(services).getByRole('link', { name: 'All 1 in the catalog' }),
    ).toBeVisible();
    const waiting = await panel('Waits for you');
    expect(waiting).toHaveTextContent('Payments failed');
    expect(waiting).toHaveTextContent(
      'orders: No runbookAdd metadata.annotations.slipway.dev/runbook',
    );
    expect(
      within(waiting).getByRole('link', { name: '3 more notifications' }),
    ).toHaveAttribute('href', '/notifications');
    expect(
      within(await panel('Recently visited')).getByRole('link', {
        name: 'cart',
      }),
    ).toBeVisible();
  });

  it('gives a person without a team a sensible page', async () => {
    show({
      entities: [user('ana', [])],
      ownershipEntityRefs: ['user:default/ana'],
    });
    expect(await screen.findByText('You are in no team')).toBeVisible();
    expect(await screen.findByText('You own no services')).toBeVisible();
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
    expect(await screen.findByText('No pages yet')).toBeVisible();
  });

  it('keeps the rest when one part fails', async () => {
    show({
      entities: [user('ana', ['checkout']), orders],
      ownershipEntityRefs: ['group:default/checkout'],
      notifications: notificationsMock({
        getNotifications: async () => {
          throw new Error('no database');
        },
      }),
    });
    const waiting = await panel('Waits for you');
    expect(
      await within(waiting).findByText(
        'Your notifications could not be loaded',
      ),
    ).toBeVisible();
    expect(await within(waiting).findByText(/No runbook/)).toBeVisible();
    expect(
      await screen.findByText('Metrics of group:default/checkout'),
    ).toBeVisible();
  });
});
