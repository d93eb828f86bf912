import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { AdminTab } from '../admin/tabs';
import {
  activityRouteRef,
  adminRouteRef,
  approvalsRouteRef,
  requestFormRouteRef,
  requestRouteRef,
  resourceRouteRef,
  rootRouteRef,
} from '../routes';

/** Parameters of an address; what is not set is left out. */
export type LinkParameters = Record<string, string | undefined>;

function withParameters(path: string, parameters: LinkParameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value) search.set(name, value);
  }
  const query = search.toString();
  return query ? `${path}?${query}` : path;
}

/** Addresses of the self-service pages. */
export function useLinks() {
  const root = useRouteRef(rootRouteRef);
  const form = useRouteRef(requestFormRouteRef);
  const request = useRouteRef(requestRouteRef);
  const resource = useRouteRef(resourceRouteRef);
  const approvals = useRouteRef(approvalsRouteRef);
  const activity = useRouteRef(activityRouteRef);
  const admin = useRouteRef(adminRouteRef);
  return useMemo(
    () => ({
      /** @param filters - of the table of things */
      home: (filters: LinkParameters = {}) =>
        withParameters(root?.() ?? '', filters),
      /** @param inputs - what to fill in beforehand, by field */
      form: (kind: string, inputs: LinkParameters = {}) =>
        withParameters(form?.({ kind }) ?? '', inputs),
      request: (id: string) => request?.({ id }) ?? '',
      resource: (id: string) => resource?.({ id }) ?? '',
      approvals: (filters: LinkParameters = {}) =>
        withParameters(approvals?.() ?? '', filters),
      activity: (filters: LinkParameters = {}) =>
        withParameters(activity?.() ?? '', filters),
      /** @param tab - the first when absent */
      admin: (tab?: AdminTab) => withParameters(admin?.() ?? '', { tab }),
    }),
    [root, form, request, resource, approvals, activity, admin],
  );
}

/** Addresses of the self-service pages; see {@link useLinks}. */
export type Links = ReturnType<typeof useLinks>;
