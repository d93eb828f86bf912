import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import doraPlugin, { doraApiRef } from '../src';
import { FakeDoraApi } from '../src/__testUtils__/FakeDoraApi';
import { exampleYear } from './exampleYear';

/** The pages over a made-up year, without a backend. */
const example = createFrontendModule({
  pluginId: 'dora',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: doraApiRef,
          deps: {},
          factory: () => new FakeDoraApi(exampleYear(new Date())),
        }),
    }),
  ],
});

/** Stands in for the catalog: the pages ask it for titles and teams. */
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

createDevApp({ features: [doraPlugin, example, catalog] });
