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
import { RiServiceBellLine } from '@remixicon/react';
import { selfServiceApiRef } from './api/SelfServiceApi';
import { SelfServiceClient } from './api/SelfServiceClient';
import { selfServiceIdOf } from './entity/selfServiceId';
import {
  activityRouteRef,
  adminRouteRef,
  approvalsRouteRef,
  requestFormRouteRef,
  requestRouteRef,
  resourceRouteRef,
  rootRouteRef,
} from './routes';

const selfServiceApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: selfServiceApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new SelfServiceClient({ fetchApi }),
    }),
});

const selfServicePage = PageBlueprint.make({
  params: {
    path: '/self-service',
    title: 'Self-service',
    icon: <RiServiceBellLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./shared/SelfServicePages').then(module => (
        <module.SelfServicePages />
      )),
  },
});

const selfServiceTab = EntityContentBlueprint.make({
  params: {
    path: '/self-service',
    title: 'Self-service',
    icon: <RiServiceBellLine />,
    filter: ({ kind }) => kind === 'Group' || kind === 'Component',
    loader: () =>
      import('./entity/SelfServiceTab').then(module => (
        <module.SelfServiceTab />
      )),
  },
});

const resourceCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: entity => selfServiceIdOf(entity) !== undefined,
    loader: () =>
      import('./entity/ResourceCard').then(module => <module.ResourceCard />),
  },
});

/** Self-service: pages under `/self-service`, an entity tab and a card. */
export const selfServicePlugin = createFrontendPlugin({
  pluginId: 'self-service',
  title: 'Self-service',
  extensions: [selfServiceApi, selfServicePage, selfServiceTab, resourceCard],
  routes: {
    root: rootRouteRef,
    requestForm: requestFormRouteRef,
    request: requestRouteRef,
    resource: resourceRouteRef,
    approvals: approvalsRouteRef,
    activity: activityRouteRef,
    admin: adminRouteRef,
  },
});
