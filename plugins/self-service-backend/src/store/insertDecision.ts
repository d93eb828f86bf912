import { Knex } from 'knex';
import { withJson } from './moveResource';
import { DecisionRow } from './read/readRequestParts';

export async function insertDecision(
  trx: Knex,
  row: DecisionRow,
): Promise<void> {
  await trx<DecisionRow>('decisions').insert(withJson(row));
}
