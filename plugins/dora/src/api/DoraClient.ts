import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
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
import { CsvQuery, DeploymentDetail, DoraApi, RequestOptions } from './DoraApi';

/** A query as parameters; what is not set is left to the backend's defaults. */
function parametersOf(query: object): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      parameters.set(name, String(value));
    }
  }
  return parameters;
}

/** {@link DoraApi} over HTTP. */
export class DoraClient implements DoraApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  metrics(query: MetricsQuery, options?: RequestOptions) {
    return this.#json<MetricsReport>('metrics', query, options);
  }

  deployments(query: DeploymentsQuery, options?: RequestOptions) {
    return this.#json<Page<Deployment>>('deployments', query, options);
  }

  deployment(id: string, options?: RequestOptions) {
    return this.#json<DeploymentDetail>(
      `deployments/${encodeURIComponent(id)}`,
      {},
      options,
    );
  }

  changes(query: ChangesQuery, options?: RequestOptions) {
    return this.#json<Page<Change>>('changes', query, options);
  }

  services(query: ScopeRowsQuery, options?: RequestOptions) {
    return this.#json<Page<ScopeRow>>('services', query, options);
  }

  async csv(request: CsvQuery) {
    const { offset, limit, ...query } = request.query;
    const response = await this.#get(request.table, {
      ...query,
      format: 'csv',
    });
    return response.blob();
  }

  async #json<T>(path: string, query: object, options?: RequestOptions) {
    const response = await this.#get(path, query, options);
    const body: T = await response.json();
    return body;
  }

  async #get(path: string, query: object, options?: RequestOptions) {
    const parameters = parametersOf(query).toString();
    const response = await this.#fetchApi.fetch(
      `plugin://dora/${path}${parameters && `?${parameters}`}`,
      { signal: options?.signal },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}
