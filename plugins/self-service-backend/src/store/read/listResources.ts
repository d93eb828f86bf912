import {
  CostSum,
  EnvironmentClass,
  ResourceState,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { ResourceRow } from '../rows';
import { Found, Ordering, PageRequest, readPage, whereWords } from './keyset';

export type ResourceFilter = {
  /** Without it: all that have not ended. */
  state?: ResourceState[];
  team?: string;
  environment?: string;
  environmentClass?: EnvironmentClass;
  kind?: string;
  target?: string;
  component?: string;
  system?: string;
  /** Asked for by this person, or of one of these groups. */
  mine?: { person: string; groups: string[] };
  /** Its time is up before this instant, or it is on its way out. */
  expiringBefore?: Date;
  search?: string;
};

export type ResourceOrder = 'name' | 'createdAt' | 'updatedAt' | 'expiresAt';

const orderings: Record<ResourceOrder, Omit<Ordering, 'descending'>> = {
  name: { expression: 'name', type: 'text' },
  createdAt: { expression: 'created_at', type: 'timestamptz' },
  updatedAt: { expression: 'updated_at', type: 'timestamptz' },
  // What never expires comes after all that does.
  expiresAt: {
    expression: `coalesce(expires_at, 'infinity'::timestamptz)`,
    type: 'timestamptz',
  },
};

/** One page of the resources that fit, and what all of them cost. */
export async function listResources(
  knex: Knex,
  filter: ResourceFilter,
  page: PageRequest & { order: ResourceOrder; descending: boolean },
): Promise<Found<ResourceRow> & { cost: CostSum }> {
  const query = filtered(knex, filter);
  const [found, cost] = await Promise.all([
    readPage<ResourceRow>(
      query,
      { ...orderings[page.order], descending: page.descending },
      page,
    ),
    sumCost(knex, query.clone()),
  ]);
  return { ...found, cost };
}

async function sumCost(knex: Knex, query: Knex.QueryBuilder): Promise<CostSum> {
  const rows: Array<{
    currency: string | null;
    amount: string | null;
    unknown: string;
  }> = await query
    .select({ currency: knex.raw(`cost ->> 'currency'`) })
    .select({
      amount: knex.raw(`trim_scale(sum((cost ->> 'amount')::numeric))::text`),
      unknown: knex.raw(`count(*) FILTER (WHERE cost ->> 'amount' IS NULL)`),
    })
    .groupByRaw('1')
    .orderByRaw('1');
  return {
    amounts: rows.flatMap(({ currency, amount }) =>
      currency !== null && amount !== null ? [{ currency, amount }] : [],
    ),
    unknown: rows.reduce((sum, { unknown }) => sum + Number(unknown), 0),
  };
}

function filtered(knex: Knex, filter: ResourceFilter): Knex.QueryBuilder {
  const query = knex('resources');
  const equal = {
    team: filter.team,
    environment: filter.environment,
    environment_class: filter.environmentClass,
    kind: filter.kind,
    target: filter.target,
    component: filter.component,
    system: filter.system,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) {
      query.where(column, value);
    }
  }
  if (filter.state) {
    query.whereIn('state', filter.state);
  } else {
    query.whereNotIn('state', ['destroyed', 'cancelled']);
  }
  const { mine, expiringBefore } = filter;
  if (mine) {
    query.where(either =>
      either.where('requested_by', mine.person).orWhereIn('team', mine.groups),
    );
  }
  if (expiringBefore) {
    query.where(either =>
      either
        .where('expires_at', '<=', expiringBefore)
        .orWhere('state', 'expiring'),
    );
  }
  if (filter.search) {
    whereWords(
      query,
      ['name', 'kind', 'team', 'environment', 'component', 'system'],
      filter.search,
    );
  }
  return query;
}
