import {
  canMoveResource,
  ResourceState,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { moveRow } from './moveRow';
import { ResourceRow } from './rows';

/** Moves a resource as `moveRow` does, by the moves of its lifecycle. */
export function moveResource(
  knex: Knex,
  row: Pick<ResourceRow, 'id' | 'name' | 'state' | 'version'>,
  to: ResourceState,
  options: { now: Date; set?: Partial<ResourceRow> },
): Promise<ResourceRow> {
  return moveRow<ResourceRow>(knex, {
    ...options,
    table: 'resources',
    name: row.name,
    row,
    to,
    canMove: canMoveResource,
  });
}
