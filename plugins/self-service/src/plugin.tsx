import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiServiceBellLine } from '@remixicon/react';
import { selfServiceApiRef } from './api/SelfServiceApi';
import { SelfServiceClient } from './api/SelfServiceClient';
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

/** Self-service: pages under `/self-service`. */
export const selfServicePlugin = createFrontendPlugin({
  pluginId: 'self-service',
  title: 'Self-service',
  extensions: [selfServiceApi, selfServicePage],
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
