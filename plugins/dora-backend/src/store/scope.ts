import { Knex } from 'knex';

/**
 * Which deployments a question is about. `services` and `owners` are entity
 * refs; a question about everything has neither.
 */
export type RowScope =
  | { by: 'service'; serviceRef: string }
  | { by: 'owner'; ownerRefs: string[] }
  | { by: 'all' };

/** Rows of one scope in one environment and one half-open window. */
export type RowFilter = {
  scope: RowScope;
  environment: string;
  from: Date;
  to: Date;
};

/** Keeps the rows of a filter; `instant` is the column that the window cuts. */
export function withinFilter(
  query: Knex.QueryBuilder,
  filter: RowFilter,
  table: string,
  instant: 'finished_at' | 'deployed_at',
): Knex.QueryBuilder {
  query
    .where(`${table}.environment`, filter.environment)
    .where(`${table}.${instant}`, '>=', filter.from)
    .where(`${table}.${instant}`, '<', filter.to);
  return withinScope(query, filter.scope, table);
}

/** Keeps the rows of a scope, whenever they were. */
export function withinScope(
  query: Knex.QueryBuilder,
  scope: RowScope,
  table: string,
): Knex.QueryBuilder {
  switch (scope.by) {
    case 'service':
      return query.where(`${table}.service_ref`, scope.serviceRef);
    case 'owner':
      return query.whereRaw('?? = ANY(?)', [
        `${table}.owner_ref`,
        scope.ownerRefs,
      ]);
    default:
      return query;
  }
}
