import { ConflictError } from '@backstage/errors';
import {
  canMoveRequest,
  RequestState,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { withJson } from './moveResource';
import { RequestRow } from './rows';

/**
 * Moves a request by compare-and-set on its version, as moveResource does.
 *
 * @throws ConflictError when there is no such move or somebody else was first
 */
export async function moveRequest(
  knex: Knex,
  row: Pick<RequestRow, 'id' | 'title' | 'state' | 'version'>,
  to: RequestState,
  options: { now: Date; set?: Partial<RequestRow> },
): Promise<RequestRow> {
  if (row.state !== to && !canMoveRequest(row.state, to)) {
    throw new ConflictError(
      `The request '${row.title}' is ${row.state} and cannot become ${to} from there`,
    );
  }
  const [moved] = await knex<RequestRow>('requests')
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
      `The request '${row.title}' was changed by somebody else in the meantime; read it again and repeat`,
    );
  }
  return moved;
}
