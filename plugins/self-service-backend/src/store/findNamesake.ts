import { Knex } from 'knex';
import { ResourceRow } from './rows';

/** Another resource that has the name now; the unique index decides in the end. */
export async function findNamesake(
  knex: Knex,
  of: { id: string; kind: string; target: string; name: string },
): Promise<ResourceRow | undefined> {
  return knex<ResourceRow>('resources')
    .where({ kind: of.kind, target: of.target, name: of.name })
    .whereNotIn('state', ['destroyed', 'cancelled'])
    .whereNot({ id: of.id })
    .first();
}
