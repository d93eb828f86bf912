import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import selfServicePlugin, { selfServiceApiRef } from '../src';
import { FakeSelfServiceApi } from '../src/__testUtils__/FakeSelfServiceApi';

/** The pages over made-up rows, without a backend. */
const example = createFrontendModule({
  pluginId: 'self-service',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: selfServiceApiRef,
          deps: {},
          factory: () => new FakeSelfServiceApi(),
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
  ],
});

createDevApp({ features: [selfServicePlugin, example, catalog] });
