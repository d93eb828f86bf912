import {
  createFrontendFeatureLoader,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  aboutCard,
  apisContent,
  dependenciesContent,
  graphContent,
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
    graphContent,
    partsCard,
    ownedServicesCard,
  ],
});

const apiDocsModule = createFrontendModule({
  pluginId: 'api-docs',
  extensions: [apisPage, apisContent],
});

/** Slipway's catalog: list, entity pages, organisation. */
export const catalogFeatures = createFrontendFeatureLoader({
  loader: () => [catalogModule, apiDocsModule],
});
