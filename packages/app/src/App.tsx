import { createApp } from '@backstage/frontend-defaults';
import { appModule } from './appModule';
import { homeModule } from './home/homeModule';
import { notificationsModule } from './notifications/notificationsModule';
import { PageProgress } from './pages/PageProgress';
import { searchModule } from './search/searchModule';
import { settingsModule } from './settings/settingsModule';

/** The portal's own parts, beside those that join by discovery. */
export const ownFeatures = [
  appModule,
  homeModule,
  notificationsModule,
  searchModule,
  settingsModule,
];

/** The app; plugins and modules join by discovery (`app.packages: all`). */
export const app = createApp({
  features: ownFeatures,
  advanced: { loadingElement: <PageProgress /> },
});
