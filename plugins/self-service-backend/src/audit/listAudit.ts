import { AuditRecord, ListPage } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { AuditRow, toAuditRecord } from './records';

/** Which records; all that is given must fit. */
export type AuditFilters = {
  /** A whole event, or a beginning with a star: `request.approved`, `request.*`. */
  event?: string;
  actor?: string;
  resourceId?: string;
  requestId?: string;
  kind?: string;
  team?: string;
  environment?: string;
  /** Inclusive. */
  from?: Date;
  /** Exclusive. */
  to?: Date;
  /** Part of an event, name, person, team or reason; letters of any case. */
  search?: string;
};

/**
 * A page of the audit, newest first. `next` is the place of the last record
 * shown, so that pages stay true while records are added.
 */
export async function listAudit(
  knex: Knex,
  options: {
    filters: AuditFilters;
    /** `next` of the page before. */
    before?: number;
    limit: number;
  },
): Promise<ListPage<AuditRecord>> {
  const { filters, before, limit } = options;
  const rows = await knex<AuditRow>('audit')
    .modify(filterAudit, filters)
    .modify(query => {
      if (before !== undefined) {
        query.where('sequence', '<', before);
      }
    })
    .orderBy('sequence', 'desc')
    .limit(limit + 1)
    .select('*');
  const [{ total }] = await knex('audit')
    .modify(filterAudit, filters)
    .count<Array<{ total: string }>>({ total: '*' });
  const items = rows.slice(0, limit).map(toAuditRecord);
  return {
    items,
    total: Number(total),
    next: rows.length > limit ? String(items[items.length - 1].sequence) : null,
  };
}

const equalColumns = [
  ['actor', 'actor'],
  ['resourceId', 'resource_id'],
  ['requestId', 'request_id'],
  ['kind', 'kind'],
  ['environment', 'environment'],
] as const;

const searchedColumns = [
  'event',
  'actor',
  'on_behalf_of',
  'resource_name',
  'team',
  'environment',
  'reason',
];

/** Adds the filters to a query of `audit`. */
export function filterAudit(
  query: Knex.QueryBuilder,
  filters: AuditFilters,
): void {
  for (const [name, column] of equalColumns) {
    const value = filters[name];
    if (value !== undefined) {
      query.where(column, value);
    }
  }
  const { team, event, from, to, search } = filters;
  if (team !== undefined) {
    // What went to another team belongs to the story of the former one too.
    query.where(either =>
      either.where({ team }).orWhereRaw(`before->>'team' = ?`, [team]),
    );
  }
  if (event?.endsWith('*')) {
    query.whereLike('event', `${escapeLike(event.slice(0, -1))}%`);
  } else if (event !== undefined) {
    query.where({ event });
  }
  if (from) {
    query.where('at', '>=', from);
  }
  if (to) {
    query.where('at', '<', to);
  }
  if (search) {
    query.where(any => {
      for (const column of searchedColumns) {
        any.orWhereILike(column, `%${escapeLike(search)}%`);
      }
    });
  }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
