import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The organisation's delivery, and the root of all other pages. */
export const rootRouteRef = createRouteRef();

/** A team's, a department's or a service's delivery. */
export const scopeRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:kind/:namespace/:name',
});

/** Deployments, filtered by the query. */
export const deploymentsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/deployments',
});

/** One deployment. */
export const deploymentRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/deployments/:id',
});

/** Changes, filtered by the query. */
export const changesRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/changes',
});

/** What the numbers stand on, and what to do about gaps. */
export const coverageRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/coverage',
});

/** What each metric and term means. */
export const definitionsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/definitions',
});
