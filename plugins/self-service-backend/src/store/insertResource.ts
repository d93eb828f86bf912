import { Knex } from 'knex';
import { ResourceRow } from './rows';
import { withJson } from './withJson';

/** What a resource begins with; the rest are the table's defaults. */
export type NewResource = Pick<
  ResourceRow,
  | 'id'
  | 'kind'
  | 'name'
  | 'target'
  | 'team'
  | 'environment'
  | 'environment_class'
  | 'cost_center'
  | 'system'
  | 'component'
  | 'state'
  | 'spec'
  | 'template_version'
  | 'adoption'
  | 'requested_by'
  | 'cost'
  | 'ttl'
  | 'created_at'
  | 'updated_at'
>;

export async function insertResource(
  trx: Knex,
  row: NewResource,
): Promise<ResourceRow> {
  const [inserted] = await trx<ResourceRow>('resources')
    .insert(withJson(row))
    .returning('*');
  return inserted;
}
