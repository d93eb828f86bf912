import { DriftView } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { InventoryRow } from '../rows';
import { Found, PageRequest, readPage } from './keyset';

export type DriftRow = {
  id: string;
  resource_id: string;
  item_key: string;
  item_type: string;
  path: string;
  desired: unknown;
  actual: unknown;
  manager: string | null;
  mode: DriftView['mode'];
  state: DriftView['state'];
  first_seen_at: Date;
  last_seen_at: Date;
};

/** What was made, in the order in which it was applied. */
export async function readInventory(
  knex: Knex,
  resourceId: string,
): Promise<InventoryRow[]> {
  return knex<InventoryRow>('inventory')
    .where({ resource_id: resourceId })
    .orderBy(['wave', 'key']);
}

/** One page of what differed, the last seen first. */
export async function listDrift(
  knex: Knex,
  filter: { resourceId: string; state?: DriftView['state'][] },
  page: PageRequest,
): Promise<Found<DriftRow>> {
  const query = knex('drift').where({ resource_id: filter.resourceId });
  if (filter.state) {
    query.whereIn('state', filter.state);
  }
  return readPage<DriftRow>(
    query,
    { expression: 'last_seen_at', type: 'timestamptz', descending: true },
    page,
  );
}

/** The request that is on its way; undefined when there is none. */
export async function findOpenRequestId(
  knex: Knex,
  resourceId: string,
): Promise<string | undefined> {
  const row = await knex('requests')
    .where({ resource_id: resourceId })
    .whereNotIn('state', ['done', 'cancelled'])
    .first('id');
  return row?.id;
}
