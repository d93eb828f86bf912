import {
  deliveryBatchSchema,
  DeliveryReceipt,
} from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { insertDeliveries } from '../store/insertDeliveries';
import { writeSampleState } from '../store/sample';
import { heardFrom } from '../store/sources';

/**
 * Stores a batch of deliveries as it came, whole or not at all. What they say
 * becomes facts later, by a worker.
 */
export async function acceptDeliveries(
  knex: Knex,
  batch: z.output<typeof deliveryBatchSchema>,
  options: { now: Date; sourceType: 'git' | 'api' },
): Promise<DeliveryReceipt> {
  return knex.transaction(async transaction => {
    const accepted = await insertDeliveries(transaction, {
      ...batch,
      receivedAt: options.now,
    });
    await heardFrom(transaction, {
      id: batch.source,
      type: options.sourceType,
      sample: batch.sample,
      at: options.now,
    });
    if (batch.sample) {
      await writeSampleState(transaction, 'present');
    }
    return { accepted, duplicates: batch.deliveries.length - accepted };
  });
}
