import { Knex } from 'knex';
import { DecisionRow } from './read/readRequestParts';
import { withJson } from './withJson';

export async function insertDecision(
  trx: Knex,
  row: DecisionRow,
): Promise<void> {
  await trx<DecisionRow>('decisions').insert(withJson(row));
}
