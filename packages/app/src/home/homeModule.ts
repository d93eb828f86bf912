import {
  ApiBlueprint,
  createFrontendModule,
  errorApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { visitsApiRef, VisitsWebStorageApi } from '@backstage/plugin-home';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';

const layout = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomePage').then(module => module.HomePage),
  },
});

/**
 * Keeps visits in this browser. The stock API would send each one to the
 * server's user settings, a request for every page that is opened.
 */
const visits = ApiBlueprint.make({
  name: 'visits',
  params: defineParams =>
    defineParams({
      api: visitsApiRef,
      deps: { identityApi: identityApiRef, errorApi: errorApiRef },
      factory: ({ identityApi, errorApi }) =>
        VisitsWebStorageApi.create({ identityApi, errorApi }),
    }),
});

/** The page at `/`: what a person needs in the morning. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [layout, visits],
});
