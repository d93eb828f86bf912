import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  NotificationsApi,
  notificationsApiRef,
} from '@backstage/plugin-notifications';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotificationsPage } from './NotificationsPage';

const notificationsMock = createApiMock(notificationsApiRef, () => ({
  getStatus: jest.fn(),
  getNotification: jest.fn(),
  getNotifications: jest.fn(),
  updateNotifications: jest.fn(),
  getNotificationSettings: jest.fn(),
  updateNotificationSettings: jest.fn(),
  getTopics: jest.fn(),
}));

const failed = {
  id: '1',
  user: 'user:default/ana',
  created: new Date(),
  origin: 'plugin:dora',
  payload: {
    title: 'Payments failed',
    link: '/delivery',
    severity: 'high' as const,
  },
};

function show(implementation: Partial<NotificationsApi>, path = '/') {
  const api = notificationsMock({
    getNotifications: jest.fn(async () => ({
      notifications: [failed],
      totalCount: 1,
    })),
    updateNotifications: jest.fn(async () => []),
    ...implementation,
  });
  renderInTestApp(<NotificationsPage />, {
    apis: [api],
    initialRouteEntries: [path],
  });
  return api;
}

describe('NotificationsPage', () => {
  it('shows what is unread and marks it as read', async () => {
    const api = show({});
    expect(
      await screen.findByRole('link', { name: 'Payments failed' }),
    ).toHaveAttribute('href', '/delivery');
    expect(screen.getByText(/High/)).toBeVisible();
    expect(api.getNotifications).toHaveBeenCalledWith(
      expect.objectContaining({ read: false, offset: 0 }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Mark as read: Payments failed' }),
    );
    expect(api.updateNotifications).toHaveBeenCalledWith({
      ids: ['1'],
      read: true,
    });
    await waitFor(() => expect(api.getNotifications).toHaveBeenCalledTimes(2));
  });

  it('counts following the link as reading', async () => {
    const api = show({});
    await userEvent.click(
      await screen.findByRole('link', { name: 'Payments failed' }),
    );
    expect(api.updateNotifications).toHaveBeenCalledWith({
      ids: ['1'],
      read: true,
    });
  });

  it('shows the view and the page that the address names', async () => {
    const api = show(
      {
        getNotifications: jest.fn(async () => ({
          notifications: [failed],
          totalCount: 60,
        })),
      },
      '/?view=saved&offset=25',
    );
    await screen.findByText('Payments failed');
    expect(api.getNotifications).toHaveBeenCalledWith(
      expect.objectContaining({ saved: true, offset: 25 }),
    );
    await userEvent.click(screen.getByRole('radio', { name: 'All' }));
    await waitFor(() =>
      expect(api.getNotifications).toHaveBeenLastCalledWith(
        expect.objectContaining({ offset: 0 }),
      ),
    );
  });

  it('says that nothing is unread', async () => {
    show({
      getNotifications: async () => ({ notifications: [], totalCount: 0 }),
    });
    expect(await screen.findByText('Nothing unread')).toBeVisible();
  });

  it('says when a change was not saved, and keeps the list', async () => {
    show({
      updateNotifications: jest.fn().mockRejectedValue(new Error('read-only')),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /Keep for later/ }),
    );
    expect(await screen.findByText('The change was not saved')).toBeVisible();
    expect(screen.getByText('read-only')).toBeVisible();
    expect(screen.getByText('Payments failed')).toBeVisible();
  });
});
