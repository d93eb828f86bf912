import { ParsedDelivery } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';

/**
 * Keeps deliveries as they came. One that was stored before is left alone.
 *
 * @returns how many are new
 */
export async function insertDeliveries(
  knex: Knex,
  options: {
    source: string;
    sample: boolean;
    deliveries: ParsedDelivery[];
    receivedAt: Date;
  },
): Promise<number> {
  const rows = options.deliveries.map(delivery => ({
    source: options.source,
    delivery_id: delivery.id,
    sample: options.sample,
    payload: JSON.stringify(delivery),
    received_at: options.receivedAt,
  }));
  const inserted = await knex('deliveries')
    .insert(rows)
    .onConflict(['source', 'delivery_id'])
    .ignore()
    .returning('id');
  return inserted.length;
}
