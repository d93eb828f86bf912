import { InputError } from '@backstage/errors';
import { Knex } from 'knex';

/**
 * The unit in which a metric is counted already.
 *
 * @throws InputError when nothing is counted by that metric yet
 */
export async function unitOf(knex: Knex, metric: string): Promise<string> {
  const row =
    (await knex('quotas').where({ metric }).first('unit')) ??
    (await knex('reservations').where({ metric }).first('unit'));
  if (!row) {
    throw new InputError(
      `unit (missing): nothing is counted by ${metric} yet, so say its unit, such as core or GiB`,
    );
  }
  return row.unit;
}
