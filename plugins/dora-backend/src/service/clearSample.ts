import { Knex } from 'knex';
import { touch } from '../store/touch';
import { deleteSample, writeSampleState } from '../store/sample';

/**
 * Removes the sample data and remembers that a person wanted it gone, so that
 * the next start does not bring it back.
 */
export async function clearSample(
  knex: Knex,
): Promise<{ deployments: number }> {
  return knex.transaction(async transaction => {
    // A service may have real deployments beside the sample's.
    const touched = await transaction('deployments')
      .where({ sample: true })
      .whereNotNull('environment')
      .distinct('service_ref as serviceRef', 'environment');
    await touch(transaction, touched, new Date(0));
    const removed = await deleteSample(transaction);
    await writeSampleState(transaction, 'cleared');
    return removed;
  });
}
