import { ConflictError } from '@backstage/errors';
import {
  canMoveResource,
  ResourceState,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { ResourceRow } from './rows';

/**
 * Moves a resource by compare-and-set on its version, with what changes beside
 * the state. To the state it is in already is allowed: then only the rest is
 * written.
 *
 * @returns the row as it is now
 * @throws ConflictError when the table of moves has no such move, or when
 * somebody else wrote the row since it was read
 */
export async function moveResource(
  knex: Knex,
  row: Pick<ResourceRow, 'id' | 'name' | 'state' | 'version'>,
  to: ResourceState,
  options: { now: Date; set?: Partial<ResourceRow> },
): Promise<ResourceRow> {
  if (row.state !== to && !canMoveResource(row.state, to)) {
    throw new ConflictError(
      `${row.name} is ${row.state} and cannot become ${to} from there`,
    );
  }
  const [moved] = await knex<ResourceRow>('resources')
    .where({ id: row.id, state: row.state, version: row.version })
    .update({
      ...withJson(options.set ?? {}),
      state: to,
      version: row.version + 1,
      updated_at: options.now,
    })
    .returning('*');
  if (!moved) {
    throw new ConflictError(
      `${row.name} was changed by somebody else in the meantime; read it again and repeat`,
    );
  }
  return moved;
}

/** pg sends arrays as PostgreSQL arrays; jsonb columns want text. */
export function withJson<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => [
      column,
      typeof value === 'object' && value !== null && !(value instanceof Date)
        ? JSON.stringify(value)
        : value,
    ]),
  ) as T;
}
