import {
  canMoveRequest,
  RequestState,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { moveRow } from './moveRow';
import { RequestRow } from './rows';

/** Moves a request as `moveRow` does, by the moves of its lifecycle. */
export function moveRequest(
  knex: Knex,
  row: Pick<RequestRow, 'id' | 'title' | 'state' | 'version'>,
  to: RequestState,
  options: { now: Date; set?: Partial<RequestRow> },
): Promise<RequestRow> {
  return moveRow<RequestRow>(knex, {
    ...options,
    table: 'requests',
    name: `The request '${row.title}'`,
    row,
    to,
    canMove: canMoveRequest,
  });
}
