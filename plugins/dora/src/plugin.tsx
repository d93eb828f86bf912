import { Entity } from '@backstage/catalog-model';
import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiShipLine } from '@remixicon/react';
import { doraApiRef } from './api/DoraApi';
import { DoraClient } from './api/DoraClient';
import {
  changesRouteRef,
  coverageRouteRef,
  definitionsRouteRef,
  deploymentRouteRef,
  deploymentsRouteRef,
  rootRouteRef,
  scopeRouteRef,
} from './routes';

const deliveryApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: doraApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new DoraClient({ fetchApi }),
    }),
});

const deliveryPage = PageBlueprint.make({
  params: {
    path: '/delivery',
    title: 'Delivery',
    icon: <RiShipLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./pages/DeliveryPages').then(module => <module.DeliveryPages />),
  },
});

/** Teams, departments and everything that is deployed; libraries are not. */
function isDeployed(entity: Entity): boolean {
  return (
    entity.kind === 'Group' ||
    (entity.kind === 'Component' && entity.spec?.type !== 'library')
  );
}

const deliveryTab = EntityContentBlueprint.make({
  params: {
    path: '/delivery',
    title: 'Delivery',
    icon: <RiShipLine />,
    filter: isDeployed,
    loader: () =>
      import('./entity/DeliveryTab').then(module => <module.DeliveryTab />),
  },
});

const deliveryCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: isDeployed,
    loader: () =>
      import('./entity/DeliveryCard').then(module => <module.DeliveryCard />),
  },
});

/** DORA metrics: pages under `/delivery`, an entity tab and a card. */
export const doraPlugin = createFrontendPlugin({
  pluginId: 'dora',
  title: 'Delivery',
  extensions: [deliveryApi, deliveryPage, deliveryTab, deliveryCard],
  routes: {
    root: rootRouteRef,
    scope: scopeRouteRef,
    deployments: deploymentsRouteRef,
    deployment: deploymentRouteRef,
    changes: changesRouteRef,
    coverage: coverageRouteRef,
    definitions: definitionsRouteRef,
  },
});
