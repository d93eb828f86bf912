import { Knex } from 'knex';

/** The audit as it stands, in order. */
export async function readAudit(knex: Knex) {
  return knex('audit').orderBy('sequence').select('*');
}
