import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import selfServicePlugin, { selfServiceApiRef } from '../src';
import { exampleData } from '../src/__testUtils__/exampleData';
import { FakeSelfServiceApi } from '../src/__testUtils__/FakeSelfServiceApi';
import { toPresent } from './toPresent';

/** The pages over made-up rows, without a backend. */
const example = createFrontendModule({
  pluginId: 'self-service',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: selfServiceApiRef,
          deps: {},
          factory: () => new FakeSelfServiceApi(toPresent(exampleData())),
        }),
    }),
  ],
});

/** Stands in for the catalog: the pages ask it for titles and components. */
const catalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities: [] }),
        }),
    }),
    PageBlueprint.make({
      // The catalog's own page of lists takes the place of one without a name.
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => <>An entity of the catalog</>,
      },
    }),
  ],
});

createDevApp({ features: [selfServicePlugin, example, catalog] });
