import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { withJson } from './withJson';

type Movable = { id: string; state: string; version: number };

/**
 * Moves a row by compare-and-set on its version, with what changes beside the
 * state. To the state it is in already is allowed: then only the rest is
 * written.
 *
 * @returns the row as it is now
 * @throws ConflictError when the table of moves has no such move, or when
 * somebody else wrote the row since it was read
 */
export async function moveRow<Row extends Movable>(
  knex: Knex,
  options: {
    table: string;
    /** What messages call it. */
    name: string;
    row: Pick<Row, keyof Movable>;
    to: Row['state'];
    canMove(from: Row['state'], to: Row['state']): boolean;
    now: Date;
    set?: Partial<Row>;
  },
): Promise<Row> {
  const { table, name, row, to, canMove, now, set = {} } = options;
  if (row.state !== to && !canMove(row.state, to)) {
    throw new ConflictError(
      `${name} is ${row.state} and cannot become ${to} from there`,
    );
  }
  const [moved] = await knex(table)
    .where({ id: row.id, state: row.state, version: row.version })
    .update({
      ...withJson(set),
      state: to,
      version: row.version + 1,
      updated_at: now,
    })
    .returning('*');
  if (!moved) {
    throw new ConflictError(
      `${name} was changed by somebody else in the meantime; read it again and repeat`,
    );
  }
  return moved;
}
