import { useApi } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { useSignal } from '@backstage/plugin-signals-react';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

export const notificationViews = ['unread', 'all', 'saved'] as const;
export type NotificationView = (typeof notificationViews)[number];

const filters = {
  unread: { read: false },
  all: {},
  saved: { saved: true },
} as const;

export const pageLimit = 25;

/** What can be changed about notifications. */
export type NotificationChange = { read?: boolean; saved?: boolean };

/** One page of a view, the latest first, and how to change its entries. */
export function useNotifications(view: NotificationView, offset: number) {
  const notificationsApi = useApi(notificationsApiRef);
  const { lastSignal } = useSignal('notifications');
  const [failure, setFailure] = useState<Error>();
  const page = useAsyncRetry(
    () =>
      notificationsApi.getNotifications({
        ...filters[view],
        offset,
        limit: pageLimit,
        sort: 'created',
        sortOrder: 'desc',
      }),
    [notificationsApi, lastSignal, view, offset],
  );

  const update = async (ids: string[], change: NotificationChange) => {
    try {
      setFailure(undefined);
      await notificationsApi.updateNotifications({ ids, ...change });
      page.retry();
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    }
  };

  return { page, update, failure };
}
