import { Knex } from 'knex';

/** The audit as it stands, in order. */
export async function readAudit(knex: Knex) {
  return knex('audit').orderBy('sequence').select('*');
}

/** The names of what was recorded, in order. */
export async function readEvents(knex: Knex): Promise<string[]> {
  return knex('audit').orderBy('sequence').pluck('event');
}
