import { createApp } from '@backstage/frontend-defaults';
import { appModule } from './appModule';
import { homeModule } from './home/homeModule';

/** The app; plugins and modules join by discovery (`app.packages: all`). */
export const app = createApp({ features: [appModule, homeModule] });
