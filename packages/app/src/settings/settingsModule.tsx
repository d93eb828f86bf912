import { createFrontendModule } from '@backstage/frontend-plugin-api';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { RiSettings3Line } from '@remixicon/react';

const settingsPage = userSettingsPlugin
  .getExtension('page:user-settings')
  .override({
    params: {
      icon: <RiSettings3Line />,
      noHeader: true,
      loader: () =>
        import('./SettingsPage').then(module => <module.SettingsPage />),
    },
  });

/**
 * `page:user-settings` as one page of our own: the stock one offers to pin a
 * sidebar that this portal does not have.
 */
export const settingsModule = createFrontendModule({
  pluginId: 'user-settings',
  extensions: [settingsPage],
});
