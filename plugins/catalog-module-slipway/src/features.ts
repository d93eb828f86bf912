import {
  createFrontendFeatureLoader,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  aboutCard,
  dependenciesContent,
  overviewLayout,
  ownedServicesCard,
  partsCard,
} from './entity/extensions';
import { apisPage, catalogPage, organisationPage } from './pages';

const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    catalogPage,
    organisationPage,
    aboutCard,
    overviewLayout,
    dependenciesContent,
    partsCard,
    ownedServicesCard,
  ],
});

const apiDocsModule = createFrontendModule({
  pluginId: 'api-docs',
  extensions: [apisPage],
});

/** Slipway's catalog: list, entity pages, organisation. */
export const catalogFeatures = createFrontendFeatureLoader({
  loader: () => [catalogModule, apiDocsModule],
});
