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

/** What deployments are counted for: components, and the groups that own them. */
function mayBeDeployed({ kind }: Entity): boolean {
  return kind === 'Group' || kind === 'Component';
}

/** A library is rarely deployed: its overview page is not to say so. */
function isUsuallyDeployed(entity: Entity): boolean {
  return mayBeDeployed(entity) && entity.spec?.type !== 'library';
}

const deliveryTab = EntityContentBlueprint.make({
  params: {
    path: '/delivery',
    title: 'Delivery',
    icon: <RiShipLine />,
    filter: mayBeDeployed,
    loader: () =>
      import('./entity/DeliveryTab').then(module => <module.DeliveryTab />),
  },
});

const deliveryCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: isUsuallyDeployed,
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
