import {
  historyBatchSchema,
  HistoryReceipt,
} from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { recordCommits } from '../store/recordCommits';
import { touchRepository } from '../store/touch';

/**
 * Adds commits to a repository's history and says which services' projections
 * that puts out of date.
 */
export async function recordHistory(
  knex: Knex,
  batch: z.output<typeof historyBatchSchema>,
): Promise<HistoryReceipt> {
  return knex.transaction(async transaction => {
    const { added, headMoved } = await recordCommits(transaction, batch);
    if (added > 0 || headMoved) {
      await touchRepository(transaction, batch.repository, new Date(0));
    }
    return { added, known: batch.commits.length - added };
  });
}
