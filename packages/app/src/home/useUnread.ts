import { useApi } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { useSignal } from '@backstage/plugin-signals-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

const limit = 5;

export type UnreadState = ReturnType<typeof useUnread>;

/** The latest unread notifications; reads again when the server signals a change. */
export function useUnread() {
  const notificationsApi = useApi(notificationsApiRef);
  const { lastSignal } = useSignal('notifications');
  return useAsyncRetry(
    () =>
      notificationsApi.getNotifications({
        read: false,
        limit,
        sort: 'created',
        sortOrder: 'desc',
      }),
    [notificationsApi, lastSignal],
  );
}
