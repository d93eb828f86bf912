import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { appLayoutExtension } from './layout/appLayoutExtension';
import { Nav } from './nav/Nav';
import { swappables } from './pages/swappables';
import { oidcAuthApi } from './signIn/oidcAuthApi';
import { signInPageExtension } from './signIn/signInPageExtension';
import { darkTheme, lightTheme } from './theme/themes';

const navContent = NavContentBlueprint.make({ params: { component: Nav } });

/** Slipway's own frame: layout, navigation, themes and sign-in. */
export const appModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    appLayoutExtension,
    navContent,
    lightTheme,
    darkTheme,
    signInPageExtension,
    oidcAuthApi,
    ...swappables,
  ],
});
