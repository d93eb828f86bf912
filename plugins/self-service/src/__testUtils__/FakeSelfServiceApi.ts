import {
  ActionResult,
  JsonObject,
  Preview,
  RequestDetail,
  RequestInput,
} from '@slipway/plugin-self-service-common';
import {
  AuditQuery,
  ListQuery,
  RequestMove,
  RequestsQuery,
  ResourcesQuery,
  SelfServiceApi,
  QuotaChange,
} from '../api/SelfServiceApi';
import { cost, now, plan, preview, request } from './builders';
import { ExampleData, exampleData } from './exampleData';
import { previewNamespace } from './namespaceKind';
import { find, pageOf, sorted, sumCost } from './rows';

type Asked = { method: string; input: unknown };

const moved: Record<RequestMove['move'], Partial<RequestDetail>> = {
  submit: { state: 'approved' },
  approve: { state: 'approved', mayDecide: false },
  refuse: { state: 'cancelled', cancelReason: 'refused', mayDecide: false },
  cancel: {
    state: 'cancelled',
    cancelReason: 'by-requester',
    mayCancel: false,
  },
  retry: { state: 'running', mayRetry: false, mayRollBack: false },
  'roll-back': { state: 'cancelling', mayRetry: false, mayRollBack: false },
};

/** The API over rows in memory; notes what it was asked. */
export class FakeSelfServiceApi implements SelfServiceApi {
  failure: Error | undefined;
  readonly log: Asked[] = [];

  constructor(readonly data: ExampleData = exampleData()) {}

  /** What a method was last asked. */
  asked(method: keyof SelfServiceApi): unknown {
    return this.log.filter(each => each.method === method).pop()?.input;
  }

  async context() {
    return this.#answer('context', {}, this.data.context);
  }

  async kinds() {
    return this.#answer('kinds', {}, this.data.kinds);
  }

  async kind(id: string) {
    return this.#answer('kind', id, find(this.data.kinds, id));
  }

  async preview(input: Pick<RequestInput, 'kind' | 'inputs'>) {
    return this.#answer('preview', input, previewNamespace(input.inputs));
  }

  async request(input: RequestInput) {
    const made = request({
      id: `new-${this.data.requests.length}`,
      title: `Namespace ${String(input.inputs.name)}`,
      state: 'approved',
      reason: input.reason ?? null,
      inputs: input.inputs,
    });
    const answer = this.#answer('request', input, made);
    this.data.requests.push(made);
    return answer;
  }

  async requests(query: RequestsQuery) {
    const { requestedBy, waitingForMe, state, decided } = query;
    const { team, search = '' } = query;
    const rows = this.data.requests.filter(
      each =>
        (!requestedBy || each.requestedBy === requestedBy) &&
        (!waitingForMe || each.mayDecide) &&
        (!decided || each.decisions.length > 0) &&
        (!team || each.team === team) &&
        each.title.includes(search) &&
        (!state?.length || state.includes(each.state)),
    );
    return this.#answer('requests', query, pageOf(rows, query));
  }

  async requestById(id: string) {
    return this.#answer('requestById', id, find(this.data.requests, id));
  }

  async moveRequest(id: string, move: RequestMove) {
    const answer = this.#answer(
      'moveRequest',
      { id, ...move },
      find(this.data.requests, id),
    );
    Object.assign(answer, moved[move.move]);
    return answer;
  }

  async resources(query: ResourcesQuery) {
    const { state, environment, team, target, component } = query;
    const { search = '' } = query;
    const rows = this.data.resources.filter(
      each =>
        (!state?.length || state.includes(each.state)) &&
        (!environment || each.environment === environment) &&
        (!team || each.team === team) &&
        (!target || each.target === target) &&
        (!component || each.component === component) &&
        each.name.includes(search),
    );
    return this.#answer('resources', query, {
      ...pageOf(sorted(rows, query.sort), query),
      cost: sumCost(rows),
    });
  }

  async resourceById(id: string) {
    return this.#answer('resourceById', id, find(this.data.resources, id));
  }

  async requestsOfResource(id: string, query: ListQuery) {
    const rows = this.data.requests.filter(each => each.resourceId === id);
    return this.#answer(
      'requestsOfResource',
      { id, ...query },
      pageOf(rows, query),
    );
  }

  async driftOfResource(id: string, query: ListQuery) {
    const { drift } = find(this.data.resources, id);
    return this.#answer('driftOfResource', id, pageOf(drift, query));
  }

  async previewAction(
    resourceId: string,
    action: string,
    input: JsonObject,
  ): Promise<Preview> {
    const large = input.tier === 'large';
    const answer = preview({
      action,
      plan: plan({
        items: this.data.requests.find(each => each.id === 'failed')?.plan
          ?.items,
      }),
      cost: large ? cost(8, 16) : cost(4, 8),
      costBefore: cost(2, 4),
    });
    return this.#answer('previewAction', { resourceId, action, input }, answer);
  }

  async act(
    resourceId: string,
    action: string,
    body: { input: JsonObject; reason?: string },
  ): Promise<ActionResult> {
    const outcome: ActionResult = {
      resource: find(this.data.resources, resourceId),
      ...(action === 'kubeconfig'
        ? {
            issued: {
              title: 'Kubeconfig of checkout-cart',
              content: 'apiVersion: v1\nkind: Config\n',
              fileName: 'checkout-cart.kubeconfig',
              expiresAt: new Date(now + 3_600_000).toISOString(),
              help: 'kubectl --kubeconfig checkout-cart.kubeconfig get pods',
            },
          }
        : { request: find(this.data.requests, 'done') }),
    };
    return this.#answer('act', { resourceId, action, ...body }, outcome);
  }

  async audit(query: AuditQuery) {
    const { cursor, resourceId, event, limit } = query;
    const rows = this.data.audit.filter(
      each =>
        (!cursor || each.sequence < Number(cursor)) &&
        (!resourceId || each.resourceId === resourceId) &&
        (!event || each.event === event),
    );
    return this.#answer('audit', query, pageOf(rows, { limit }));
  }

  async exportAudit(query: object) {
    return this.#answer('exportAudit', query, new Blob(['{}\n']));
  }

  async checkAudit() {
    return this.#answer('checkAudit', {}, this.data.check);
  }

  async policies() {
    return this.#answer('policies', {}, this.data.policies);
  }

  async quotas(query: { team?: string } = {}) {
    const rows = this.data.quotas.filter(
      each => !query.team || each.subject === query.team,
    );
    return this.#answer('quotas', query, rows);
  }

  async setQuota(quota: QuotaChange) {
    return this.#answer('setQuota', quota, {
      id: 'set',
      used: 0,
      paused: 0,
      left: quota.limit,
      ...quota,
      unit: quota.unit ?? '',
    });
  }

  async removeQuota(id: string, reason: string) {
    this.#answer('removeQuota', { id, reason }, undefined);
  }

  async prices() {
    return this.#answer('prices', {}, this.data.prices);
  }

  async targets() {
    return this.#answer('targets', {}, this.data.context.targets);
  }

  async previews(query: ListQuery) {
    const { previews } = this.data;
    return this.#answer('previews', query, pageOf(previews, query));
  }

  async sweep() {
    return this.#answer('sweep', {}, this.data.resources.length);
  }

  #answer<T>(method: keyof SelfServiceApi, input: unknown, answer: T): T {
    this.log.push({ method, input });
    if (this.failure) throw this.failure;
    return answer;
  }
}
