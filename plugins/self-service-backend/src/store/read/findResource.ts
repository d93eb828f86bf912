import { Knex } from 'knex';
import { ResourceRow } from '../rows';

/** Undefined when there is none. */
export async function findResource(
  knex: Knex,
  id: string,
): Promise<ResourceRow | undefined> {
  return knex<ResourceRow>('resources').where({ id }).first();
}

/** By its name the newest one: those before it have ended. */
export async function findResourceByName(
  knex: Knex,
  of: { kind: string; target: string; name: string },
): Promise<ResourceRow | undefined> {
  return knex<ResourceRow>('resources')
    .where(of)
    .orderBy('created_at', 'desc')
    .first();
}
