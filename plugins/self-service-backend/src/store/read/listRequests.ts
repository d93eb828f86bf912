import { RequestState } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { RequestRow } from '../rows';
import { Found, Ordering, PageRequest, readPage, whereWords } from './keyset';

/** What a list shows; plans and verdicts are for the page of one request. */
const listedColumns = [
  'id',
  'resource_id',
  'kind',
  'action',
  'title',
  'state',
  'cancel_reason',
  'desired',
  'reason',
  'cost',
  'approval',
  'requested_by',
  'on_behalf_of',
  'requested_at',
  'updated_at',
  'expires_at',
] as const;

/** A request with what a list shows of it and of its resource. */
export type ListedRequest = Pick<RequestRow, (typeof listedColumns)[number]> & {
  resource_name: string;
};

export type RequestFilter = {
  state?: RequestState[];
  team?: string;
  environment?: string;
  kind?: string;
  action?: string;
  /** Who asked, or for whom a service did. */
  requestedBy?: string;
  resourceId?: string;
  /** Whether somebody has approved or refused it. */
  decided?: boolean;
  /** Asked for by this person, or for one of these groups. */
  mine?: { person: string; groups: string[] };
  /** Those on which this person may decide, by groups led and groups joined. */
  waitingFor?: { person: string; led: string[]; groups: string[] };
  search?: string;
};

export type RequestOrder = 'requestedAt' | 'updatedAt';

const orderings: Record<RequestOrder, Omit<Ordering, 'descending'>> = {
  requestedAt: { expression: 'requested_at', type: 'timestamptz' },
  updatedAt: { expression: 'updated_at', type: 'timestamptz' },
};

/** One page of the requests that fit. */
export async function listRequests(
  knex: Knex,
  filter: RequestFilter,
  page: PageRequest & { order: RequestOrder; descending: boolean },
): Promise<Found<ListedRequest>> {
  return readPage<ListedRequest>(
    filtered(knex, filter),
    { ...orderings[page.order], descending: page.descending },
    page,
  );
}

/**
 * Team and environment are those that the request wants: a transfer waits for
 * and belongs to the team that is to have it.
 */
function filtered(knex: Knex, filter: RequestFilter): Knex.QueryBuilder {
  const listed = knex('requests')
    .join('resources', 'resources.id', 'requests.resource_id')

    .select(listedColumns.map(column => `requests.${column}`))
    .select({
      resource_name: 'resources.name',
      team: knex.raw(`requests.desired->>'team'`),
      environment: knex.raw(`requests.desired->>'environment'`),
    });
  const query = knex.from(listed.as('listed'));
  const equal = {
    team: filter.team,
    environment: filter.environment,
    kind: filter.kind,
    action: filter.action,
    resource_id: filter.resourceId,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) {
      query.where(column, value);
    }
  }
  if (filter.state) {
    query.whereIn('state', filter.state);
  }
  const { requestedBy, decided } = filter;
  if (requestedBy !== undefined) {
    query.where(either =>
      either
        .where('requested_by', requestedBy)
        .orWhere('on_behalf_of', requestedBy),
    );
  }
  if (decided !== undefined) {
    const decisions = knex('decisions')
      .whereIn('decision', ['approved', 'refused'])
      .select('request_id');
    if (decided) query.whereIn('listed.id', decisions);
    else query.whereNotIn('listed.id', decisions);
  }
  const { mine, waitingFor } = filter;
  if (mine) {
    query.where(either =>
      either
        .where('requested_by', mine.person)
        .orWhere('on_behalf_of', mine.person)
        .orWhereIn('team', mine.groups),
    );
  }
  if (waitingFor) {
    whereMayDecide(query, waitingFor);
  }
  if (filter.search) {
    whereWords(
      query,
      ['title', 'resource_name', 'kind', 'team', 'requested_by'],
      filter.search,
    );
  }
  return query;
}

/** The rule of mayDecide over many rows at once. */
function whereMayDecide(
  query: Knex.QueryBuilder,
  by: { person: string; led: string[]; groups: string[] },
): void {
  query
    .where('state', 'waiting-for-approval')
    .where(either =>
      either
        .where(leads =>
          leads
            .whereRaw(`approval #> '{approvers,leads}' = 'true'`)
            .whereIn('team', by.led),
        )
        .orWhereRaw(
          `jsonb_exists_any(approval #> '{approvers,groups}', ?::text[])`,
          [by.groups],
        ),
    )
    .whereRaw(
      `NOT (approval->'separationOfDuty' = 'true'
            AND ? IN (requested_by, coalesce(on_behalf_of, '')))`,
      [by.person],
    );
}
