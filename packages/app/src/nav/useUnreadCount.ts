import { useApi } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useState } from 'react';

/**
 * How many notifications are unread: 0 until known. Follows the server's
 * signals, so that the count changes while a page is open.
 */
export function useUnreadCount(): number {
  const notificationsApi = useApi(notificationsApiRef);
  const { lastSignal } = useSignal('notifications');
  const [unread, setUnread] = useState(0);

  useEffect(() => {
    let current = true;
    notificationsApi.getStatus().then(
      status => current && setUnread(status.unread),
      // The notifications page tells what is wrong; a badge is no place for it.
      () => current && setUnread(0),
    );
    return () => {
      current = false;
    };
  }, [notificationsApi, lastSignal]);

  return unread;
}
