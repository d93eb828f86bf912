import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  Change,
  ChangesQuery,
  Deployment,
  DeploymentsQuery,
  MetricsQuery,
  MetricsReport,
  Page,
  ScopeRow,
  ScopeRowsQuery,
} from '@slipway/plugin-dora-common';

/** A deployment with its neighbours in the same service and environment. */
export type DeploymentDetail = Deployment & {
  previousId: string | null;
  nextId: string | null;
};

/** The tables that can be downloaded, with the queries that select their rows. */
export type CsvQuery =
  | { table: 'deployments'; query: DeploymentsQuery }
  | { table: 'changes'; query: ChangesQuery }
  | { table: 'services'; query: ScopeRowsQuery };

/** Options of every request. */
export type RequestOptions = { signal?: AbortSignal };

/**
 * What the pages ask the backend. Every method throws a `ResponseError` that
 * carries the backend's own words when the answer is not a success.
 */
export interface DoraApi {
  metrics(
    query: MetricsQuery,
    options?: RequestOptions,
  ): Promise<MetricsReport>;
  deployments(
    query: DeploymentsQuery,
    options?: RequestOptions,
  ): Promise<Page<Deployment>>;
  deployment(id: string, options?: RequestOptions): Promise<DeploymentDetail>;
  changes(query: ChangesQuery, options?: RequestOptions): Promise<Page<Change>>;
  services(
    query: ScopeRowsQuery,
    options?: RequestOptions,
  ): Promise<Page<ScopeRow>>;
  /** All rows that the query selects, not only one page of them. */
  csv(request: CsvQuery): Promise<Blob>;
}

/** The DORA API as the pages see it. */
export const doraApiRef = createApiRef<DoraApi>().with({
  id: 'plugin.dora.delivery',
  pluginId: 'dora',
});
