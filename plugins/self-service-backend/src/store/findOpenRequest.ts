import { Knex } from 'knex';
import { RequestRow } from './rows';

/** The one request of a resource that has not ended; undefined without one. */
export async function findOpenRequest(
  knex: Knex,
  resourceId: string,
): Promise<RequestRow | undefined> {
  return knex<RequestRow>('requests')
    .where({ resource_id: resourceId })
    .whereNotIn('state', ['done', 'cancelled'])
    .first();
}
