import {
  ChangesQuery,
  CoverageGap,
  Deployment,
  DeploymentFilter,
  DeploymentsQuery,
  MetricsQuery,
  MetricsReport,
  Page,
  PageQuery,
  previousWindow,
  resolveWindow,
  ScopeRow,
  ScopeRowsQuery,
  SourceStatus,
  Window,
  windowDays,
} from '@slipway/plugin-dora-common';
import { CsvQuery, DeploymentDetail, DoraApi } from '../api/DoraApi';
import {
  coverageOf,
  distribution,
  Facts,
  metricsOf,
  weeklySeries,
  within,
} from './computeReport';

const shows: Record<DeploymentFilter, (each: Deployment) => boolean> = {
  all: () => true,
  failed: each => each.failed,
  rework: each => each.rework,
  rollback: each => each.rollback,
  redeployment: each => each.range === 'redeployment',
  known: each => each.range === 'known',
  first: each => each.range === 'first',
  unresolved: each => each.range === 'unresolved',
  'no-history': each => each.range === 'no-history',
};

function pageOf<T>(rows: T[], query: PageQuery): Page<T> {
  const { offset = 0, limit = 50 } = query;
  return {
    items: rows.slice(offset, offset + limit),
    totalItems: rows.length,
    offset,
    limit,
  };
}

function sorted<T extends object>(rows: T[], sort: string): T[] {
  const field = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const read = (row: T) => {
    const value: unknown = Reflect.get(row, field);
    return typeof value === 'number' || typeof value === 'string' ? value : '';
  };
  return [...rows].sort((a, b) => (read(a) < read(b) ? -sign : sign));
}

/** What a {@link FakeDoraApi} knows. */
export type FakeKnowledge = Facts & {
  now: Date;
  timeZone?: string;
  /** Owner by service; a service without deployments is listed here too. */
  services: Record<string, string>;
  sources?: SourceStatus[];
  gaps?: CoverageGap[];
};

/**
 * The DORA API over facts in memory, by the same domain rules as the backend.
 * Remembers what it was asked; `failure` makes every answer fail.
 */
export class FakeDoraApi implements DoraApi {
  readonly requests: { call: string; query: object }[] = [];
  failure: Error | undefined;
  readonly #known: FakeKnowledge;

  constructor(known: FakeKnowledge) {
    this.#known = known;
  }

  /** The newest question of a kind. */
  asked(call: keyof DoraApi): object | undefined {
    return this.requests.filter(request => request.call === call).pop()?.query;
  }

  async metrics(query: MetricsQuery): Promise<MetricsReport> {
    this.#note('metrics', query);
    const window = this.#window(query);
    const before =
      query.compare === 'none' ? undefined : previousWindow(window);
    const facts = this.#facts(query, window);
    const services = this.#servicesOf(query.entityRef);
    const reportYear = query.reportYear ?? 2023;
    const kind = query.entityRef?.startsWith('component:') ? 'service' : 'team';
    const { sources = [], gaps = [], now } = this.#known;
    return {
      scope: {
        entityRef: query.entityRef ?? null,
        kind: query.entityRef ? kind : 'organisation',
        title: query.entityRef?.split('/')[1] ?? 'Organisation',
        services: services.length,
      },
      window: this.#present(window),
      previousWindow: before ? this.#present(before) : null,
      environment: query.environment ?? 'production',
      reportYear,
      leadTimeStart: query.leadTimeStart ?? 'committed',
      metrics: metricsOf({
        facts,
        window,
        reportYear,
        services: services.length,
        previous: before && {
          facts: this.#facts(query, before),
          window: before,
        },
      }),
      series: weeklySeries(facts, window, now),
      leadTimes: distribution(facts),
      coverage: coverageOf(facts, { services: services.length, sources, gaps }),
      sample: facts.deployments.some(each => each.sample),
      environments: [
        ...new Set(this.#known.deployments.map(each => each.environment)),
      ],
    };
  }

  async deployments(query: DeploymentsQuery) {
    this.#note('deployments', query);
    const facts = this.#facts(query, this.#window(query));
    const rows = facts.deployments
      .filter(shows[query.filter ?? 'all'])
      .filter(each =>
        `${each.version} ${each.serviceRef}`.includes(query.search ?? ''),
      );
    return pageOf(sorted(rows, query.sort ?? '-finishedAt'), query);
  }

  async deployment(id: string): Promise<DeploymentDetail> {
    this.#note('deployment', { id });
    const found = this.#known.deployments.find(each => each.id === id);
    if (!found) throw new Error(`There is no deployment ${id}`);
    const line = sorted(
      this.#known.deployments.filter(
        each => each.serviceRef === found.serviceRef,
      ),
      'finishedAt',
    );
    const at = line.indexOf(found);
    return {
      ...found,
      previousId: line[at - 1]?.id ?? null,
      nextId: line[at + 1]?.id ?? null,
    };
  }

  async changes(query: ChangesQuery) {
    this.#note('changes', query);
    const { deploymentId, leadTimeFrom, leadTimeTo, excluded } = query;
    const rows = deploymentId
      ? this.#known.changes.filter(each => each.deploymentId === deploymentId)
      : this.#facts(query, this.#window(query)).changes;
    const kept = rows.filter(
      each =>
        (leadTimeFrom === undefined || (each.leadTime ?? -1) >= leadTimeFrom) &&
        (leadTimeTo === undefined || (each.leadTime ?? -1) < leadTimeTo) &&
        (!excluded || (excluded === 'only') === Boolean(each.excluded)),
    );
    return pageOf(sorted(kept, query.sort ?? '-deployedAt'), query);
  }

  async services(query: ScopeRowsQuery): Promise<Page<ScopeRow>> {
    this.#note('services', query);
    const services = this.#servicesOf(query.entityRef);
    const refs =
      query.groupBy === 'team'
        ? [...new Set(services.map(ref => this.#known.services[ref]))]
        : services;
    const rows = refs.map(ref => this.#scopeRow(ref, query));
    return pageOf(sorted(rows, query.sort ?? 'title'), query);
  }

  async csv(request: CsvQuery): Promise<Blob> {
    this.#note('csv', request);
    return new Blob([request.table]);
  }

  #scopeRow(ref: string, query: ScopeRowsQuery): ScopeRow {
    const window = this.#window(query);
    const facts = this.#facts({ ...query, entityRef: ref }, window);
    return {
      entityRef: ref,
      title: ref.split('/')[1],
      ownerRef: this.#known.services[ref] ?? null,
      metrics: metricsOf({
        facts,
        window,
        reportYear: query.reportYear ?? 2023,
        services: 1,
      }),
      lastDeploymentAt:
        sorted(facts.deployments, '-finishedAt')[0]?.finishedAt ?? null,
      sample: facts.deployments.some(each => each.sample),
    };
  }

  #note(call: string, query: object) {
    this.requests.push({ call, query });
    if (this.failure) throw this.failure;
  }

  #present(window: Window) {
    return {
      from: window.from.toISOString(),
      to: window.to.toISOString(),
      timeZone: window.timeZone,
      days: windowDays(window),
    };
  }

  #window(query: MetricsQuery): Window {
    const { timeZone = 'UTC', now } = this.#known;
    const { from, to } = query;
    const resolved = resolveWindow({ from, to, timeZone, now });
    if (!resolved.ok) throw new Error(resolved.problem.message);
    return resolved.window;
  }

  /** Groups are teams here: there is nothing below them. */
  #servicesOf(entityRef: string | undefined): string[] {
    return Object.entries(this.#known.services)
      .filter(([ref, owner]) =>
        entityRef ? [ref, owner].includes(entityRef) : true,
      )
      .map(([ref]) => ref);
  }

  #facts(query: MetricsQuery, window: Window): Facts {
    const services = new Set(this.#servicesOf(query.entityRef));
    const facts = within(this.#known, window);
    const deployments = facts.deployments.filter(
      each =>
        services.has(each.serviceRef) &&
        each.environment === (query.environment ?? 'production'),
    );
    const ids = new Set(deployments.map(each => each.id));
    return {
      deployments,
      changes: facts.changes.filter(each => ids.has(each.deploymentId)),
    };
  }
}
