import { createApiRef } from '@backstage/frontend-plugin-api';
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
  RequestState,
  RequestSummary,
  ResourceDetail,
  ResourceState,
  ResourceList,
  TargetView,
} from '@slipway/plugin-self-service-common';

/** What every list takes. `cursor` is the `next` of the page before. */
export type ListQuery = { sort?: string; limit?: number; cursor?: string };

export type RequestsQuery = ListQuery & {
  state?: readonly RequestState[];
  team?: string;
  environment?: string;
  requestedBy?: string;
  /** Only those that somebody has approved or refused. */
  decided?: boolean;
  /** Only those that the person may decide on now. */
  waitingForMe?: boolean;
  search?: string;
};

export type ResourcesQuery = ListQuery & {
  /** Those that have ended are answered only when they are named. */
  state?: readonly ResourceState[];
  team?: string;
  environment?: string;
  kind?: string;
  target?: string;
  component?: string;
  search?: string;
  /** Only those of teams that the person is in or leads. */
  mine?: boolean;
};

export type AuditQuery = ListQuery & {
  event?: string;
  actor?: string;
  team?: string;
  environment?: string;
  kind?: string;
  resourceId?: string;
  requestId?: string;
  from?: string;
  to?: string;
  search?: string;
};

/** How a person moves a request on; a decision names the plan that was seen. */
export type RequestMove =
  | { move: 'submit' | 'cancel' | 'retry' | 'roll-back'; reason?: string }
  | { move: 'approve'; planHash: string; reason?: string }
  | { move: 'refuse'; planHash: string; reason: string };

/** A limit as a person sets it. */
export type QuotaChange = Pick<
  QuotaView,
  'scope' | 'subject' | 'environmentClass' | 'metric' | 'limit'
> & { unit?: string; reason: string };

/** Options of what can be given up. */
export type CallOptions = { signal?: AbortSignal };

/**
 * What the pages ask the backend. Every method throws a `ResponseError` that
 * carries the backend's own words when the answer is not a success.
 */
export interface SelfServiceApi {
  context(options?: CallOptions): Promise<ContextView>;
  kinds(options?: CallOptions): Promise<KindView[]>;
  kind(id: string, options?: CallOptions): Promise<KindView>;

  /** What a request would do; stores nothing. */
  preview(
    input: Pick<RequestInput, 'kind' | 'inputs'>,
    options?: CallOptions,
  ): Promise<Preview>;
  request(input: RequestInput & { draft?: boolean }): Promise<RequestDetail>;
  requests(
    query: RequestsQuery,
    options?: CallOptions,
  ): Promise<ListPage<RequestSummary>>;
  requestById(id: string, options?: CallOptions): Promise<RequestDetail>;
  moveRequest(id: string, move: RequestMove): Promise<RequestDetail>;

  resources(
    query: ResourcesQuery,
    options?: CallOptions,
  ): Promise<ResourceList>;
  resourceById(id: string, options?: CallOptions): Promise<ResourceDetail>;
  requestsOfResource(
    id: string,
    query: ListQuery,
    options?: CallOptions,
  ): Promise<ListPage<RequestSummary>>;
  /** Last seen first; what is over, too. */
  driftOfResource(
    id: string,
    query: ListQuery,
    options?: CallOptions,
  ): Promise<ListPage<DriftView>>;
  previewAction(
    resourceId: string,
    action: string,
    input: JsonObject,
    options?: CallOptions,
  ): Promise<Preview>;
  act(
    resourceId: string,
    action: string,
    body: { input: JsonObject; reason?: string; idempotencyKey?: string },
  ): Promise<ActionResult>;

  audit(
    query: AuditQuery,
    options?: CallOptions,
  ): Promise<ListPage<AuditRecord>>;
  /** All records that the query selects, as NDJSON. */
  exportAudit(query: AuditQuery): Promise<Blob>;
  checkAudit(options?: CallOptions): Promise<AuditCheck>;

  policies(options?: CallOptions): Promise<PolicyView[]>;
  /** Of each team, or only what one is held to. */
  quotas(
    query?: { team?: string },
    options?: CallOptions,
  ): Promise<QuotaView[]>;
  setQuota(quota: QuotaChange): Promise<QuotaView>;
  /** Removes a limit that a person has set; what the settings say holds again. */
  removeQuota(id: string, reason: string): Promise<void>;
  prices(options?: CallOptions): Promise<PriceView[]>;
  targets(options?: CallOptions): Promise<TargetView[]>;
  /** Environments of pull requests, last active first. */
  previews(
    query: ListQuery,
    options?: CallOptions,
  ): Promise<ListPage<PreviewView>>;
  /** Has every resource looked at now; answers how many. */
  sweep(): Promise<number>;
}

/** The self-service API as the pages see it. */
export const selfServiceApiRef = createApiRef<SelfServiceApi>().with({
  id: 'plugin.self-service.api',
  pluginId: 'self-service',
});
