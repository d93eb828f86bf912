import { DriftView } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { DriftRow, InventoryRow } from '../rows';
import { Found, PageRequest, readPage } from './keyset';

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
