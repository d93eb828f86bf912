import { ParsedDelivery } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';

export type StoredDelivery = {
  id: string;
  source: string;
  sample: boolean;
  payload: ParsedDelivery;
};

/**
 * Takes the next deliveries nobody else works on, for the length of the
 * transaction, and marks them done: when it rolls back they wait again.
 */
export async function claimDeliveries(
  transaction: Knex.Transaction,
  options: { limit: number; now: Date },
): Promise<StoredDelivery[]> {
  return transaction('deliveries')
    .whereIn(
      'id',
      transaction('deliveries')
        .select('id')
        .whereNull('processed_at')
        .orderBy('id')
        .limit(options.limit)
        .forUpdate()
        .skipLocked(),
    )
    .update({ processed_at: options.now })
    .returning(['id', 'source', 'sample', 'payload']);
}
