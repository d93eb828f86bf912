import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** What can be asked for, the person's things, and what waits for them. */
export const rootRouteRef = createRouteRef();

/** The form of a request for something new. */
export const requestFormRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/request/:kind',
});

/** One request: its plan, its approval, its steps. */
export const requestRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/requests/:id',
});

/** One resource: its state, and what can be done with it. */
export const resourceRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/resources/:id',
});

/** Requests that wait for a decision, and those that were decided. */
export const approvalsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/approvals',
});

/** The audit: who did what, when and why. */
export const activityRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/activity',
});

/** Quotas, policies, prices and targets. */
export const adminRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/admin',
});
