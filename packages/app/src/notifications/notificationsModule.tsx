import { createFrontendModule } from '@backstage/frontend-plugin-api';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import { RiNotification3Line } from '@remixicon/react';

const notificationsPage = notificationsPlugin
  .getExtension('page:notifications')
  .override({
    params: {
      title: 'Notifications',
      icon: <RiNotification3Line />,
      noHeader: true,
      loader: () =>
        import('./NotificationsPage').then(module => (
          <module.NotificationsPage />
        )),
    },
  });

/** `page:notifications` as a plain list that also fits a phone. */
export const notificationsModule = createFrontendModule({
  pluginId: 'notifications',
  extensions: [notificationsPage],
});
