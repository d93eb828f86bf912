import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  ActionResult,
  AuditCheck,
  AuditRecord,
  ContextView,
  DriftView,
  JsonObject,
  KindView,
  ListPage,
  PolicyView,
  Preview,
  PreviewView,
  PriceView,
  QuotaView,
  RequestDetail,
  RequestInput,
  RequestSummary,
  ResourceDetail,
  ResourceList,
  TargetView,
} from '@slipway/plugin-self-service-common';
import {
  AuditQuery,
  CallOptions,
  ListQuery,
  QuotaChange,
  RequestMove,
  RequestsQuery,
  ResourcesQuery,
  SelfServiceApi,
} from './SelfServiceApi';

type Call = CallOptions & { method?: string; query?: object; body?: object };

/** A path of the API; each part may hold any character. */
const path = (...parts: string[]) => parts.map(encodeURIComponent).join('/');

/** A query as parameters; what is not set is left to the backend's defaults. */
function parametersOf(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    // Of several values, such as states, any will do.
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== '' && text !== false) {
      parameters.set(name, String(text));
    }
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/** {@link SelfServiceApi} over HTTP. */
export class SelfServiceClient implements SelfServiceApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  context(options?: CallOptions) {
    return this.#json<ContextView>('context', options);
  }

  kinds(options?: CallOptions) {
    return this.#json<KindView[]>('kinds', options);
  }

  kind(id: string, options?: CallOptions) {
    return this.#json<KindView>(path('kinds', id), options);
  }

  preview(input: Pick<RequestInput, 'kind' | 'inputs'>, options?: CallOptions) {
    return this.#post<Preview>('requests/preview', input, options);
  }

  request(input: RequestInput & { draft?: boolean }) {
    return this.#post<RequestDetail>('requests', input);
  }

  requests(query: RequestsQuery, options?: CallOptions) {
    return this.#json<ListPage<RequestSummary>>('requests', {
      ...options,
      query,
    });
  }

  requestById(id: string, options?: CallOptions) {
    return this.#json<RequestDetail>(path('requests', id), options);
  }

  moveRequest(id: string, { move, ...body }: RequestMove) {
    return this.#post<RequestDetail>(path('requests', id, move), body);
  }

  resources(query: ResourcesQuery, options?: CallOptions) {
    return this.#json<ResourceList>('resources', {
      ...options,
      query,
    });
  }

  resourceById(id: string, options?: CallOptions) {
    return this.#json<ResourceDetail>(path('resources', id), options);
  }

  requestsOfResource(id: string, query: ListQuery, options?: CallOptions) {
    return this.#json<ListPage<RequestSummary>>(
      path('resources', id, 'requests'),
      { ...options, query },
    );
  }

  driftOfResource(id: string, query: ListQuery, options?: CallOptions) {
    return this.#json<ListPage<DriftView>>(path('resources', id, 'drift'), {
      ...options,
      query,
    });
  }

  previewAction(
    resourceId: string,
    action: string,
    input: JsonObject,
    options?: CallOptions,
  ) {
    return this.#post<Preview>(
      path('resources', resourceId, 'actions', action, 'preview'),
      { input },
      options,
    );
  }

  act(
    resourceId: string,
    action: string,
    body: { input: JsonObject; reason?: string; idempotencyKey?: string },
  ) {
    return this.#post<ActionResult>(
      path('resources', resourceId, 'actions', action),
      body,
    );
  }

  audit(query: AuditQuery, options?: CallOptions) {
    return this.#json<ListPage<AuditRecord>>('audit', { ...options, query });
  }

  async exportAudit(query: AuditQuery) {
    const { limit, cursor, ...all } = query;
    const response = await this.#call('audit/export', { query: all });
    return response.blob();
  }

  checkAudit(options?: CallOptions) {
    return this.#json<AuditCheck>('audit/check', options);
  }

  policies(options?: CallOptions) {
    return this.#json<PolicyView[]>('policies', options);
  }

  quotas(query: { team?: string } = {}, options?: CallOptions) {
    return this.#json<QuotaView[]>('quotas', { ...options, query });
  }

  setQuota(quota: QuotaChange) {
    return this.#json<QuotaView>('quotas', { method: 'PUT', body: quota });
  }

  async removeQuota(id: string, reason: string) {
    await this.#call(path('quotas', id), {
      method: 'DELETE',
      body: { reason },
    });
  }

  prices(options?: CallOptions) {
    return this.#json<PriceView[]>('prices', options);
  }

  targets(options?: CallOptions) {
    return this.#json<TargetView[]>('targets', options);
  }

  previews(query: ListQuery, options?: CallOptions) {
    return this.#json<ListPage<PreviewView>>('previews', { ...options, query });
  }

  async sweep() {
    const { woken } = await this.#post<{ woken: number }>('sweep', {});
    return woken;
  }

  #post<T>(route: string, body: object, options?: CallOptions) {
    return this.#json<T>(route, { ...options, method: 'POST', body });
  }

  async #json<T>(route: string, call?: Call) {
    const response = await this.#call(route, call);
    const answer: T = await response.json();
    return answer;
  }

  async #call(route: string, call: Call = {}) {
    const { method, query = {}, body, signal } = call;
    const response = await this.#fetchApi.fetch(
      `plugin://self-service/${route}${parametersOf(query)}`,
      {
        method,
        signal,
        ...(body && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}
