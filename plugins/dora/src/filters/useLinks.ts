import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  changesRouteRef,
  coverageRouteRef,
  definitionsRouteRef,
  deploymentRouteRef,
  deploymentsRouteRef,
  rootRouteRef,
  scopeRouteRef,
} from '../routes';
import { Filters, writeFilters } from './filters';

/** Parameters of a list beside the filters; what is not set is left out. */
export type RowParameters = Record<string, string | number | undefined>;

function withParameters(path: string, parameters: RowParameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const query = search.toString();
  return query ? `${path}?${query}` : path;
}

/**
 * Addresses of the delivery pages. They carry the filters along, so that every
 * number opens the rows it was made of.
 *
 * @param entityRef - whose rows; the organisation's when not set
 */
export function useLinks(options: { filters?: Filters; entityRef?: string }) {
  const { filters, entityRef } = options;
  const root = useRouteRef(rootRouteRef);
  const scope = useRouteRef(scopeRouteRef);
  const deployments = useRouteRef(deploymentsRouteRef);
  const deployment = useRouteRef(deploymentRouteRef);
  const changes = useRouteRef(changesRouteRef);
  const coverage = useRouteRef(coverageRouteRef);
  const definitions = useRouteRef(definitionsRouteRef);

  return useMemo(() => {
    const kept = filters ? writeFilters(filters) : {};
    const path = (route: (() => string) | undefined) => route?.() ?? '';
    return {
      /** A team's or service's page; the organisation's when not set. */
      scope: (ref: string | undefined) =>
        withParameters(
          ref ? scope?.(parseEntityRef(ref)) ?? '' : path(root),
          kept,
        ),
      /** The services of the scope, a line each. */
      services: () =>
        withParameters(
          entityRef ? scope?.(parseEntityRef(entityRef)) ?? '' : path(root),
          { ...kept, by: 'service' },
        ),
      deployments: (rows: RowParameters = {}) =>
        withParameters(path(deployments), { entityRef, ...kept, ...rows }),
      changes: (rows: RowParameters = {}) =>
        withParameters(path(changes), { entityRef, ...kept, ...rows }),
      coverage: () => withParameters(path(coverage), { entityRef, ...kept }),
      deployment: (id: string) =>
        withParameters(deployment?.({ id }) ?? '', kept),
      /** @param anchor - a metric's id or a term, as docs/dora-metrics.md has it */
      definition: (anchor?: string) =>
        `${path(definitions)}${anchor ? `#${anchor}` : ''}`,
    };
  }, [
    filters,
    entityRef,
    root,
    scope,
    deployments,
    deployment,
    changes,
    coverage,
    definitions,
  ]);
}

/** Addresses of the delivery pages; see {@link useLinks}. */
export type Links = ReturnType<typeof useLinks>;
