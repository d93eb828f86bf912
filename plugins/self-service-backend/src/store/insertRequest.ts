import { Knex } from 'knex';
import { RequestRow } from './rows';
import { withJson } from './withJson';

/** A request as it is first written. */
export type NewRequest = Omit<
  RequestRow,
  'version' | 'approved_hash' | 'remind_at' | 'cancel_reason' | 'failure'
>;

export async function insertRequest(
  trx: Knex,
  row: NewRequest,
): Promise<RequestRow> {
  const [inserted] = await trx<RequestRow>('requests')
    .insert(withJson(row))
    .returning('*');
  return inserted;
}
