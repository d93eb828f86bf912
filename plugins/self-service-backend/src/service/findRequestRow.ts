import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { RequestRow, ResourceRow } from '../store/rows';

/** @throws NotFoundError when there is none */
export async function findRequestRow(
  knex: Knex,
  id: string,
): Promise<RequestRow> {
  const row = await knex<RequestRow>('requests').where({ id }).first();
  if (!row) {
    throw new NotFoundError(
      `There is no request '${id}'; GET /requests lists those that there are`,
    );
  }
  return row;
}

/**
 * The resource of a request, locked. Everybody who writes both locks the
 * resource first, so that none waits for another in a circle.
 */
export async function lockResourceOf(
  trx: Knex,
  request: Pick<RequestRow, 'resource_id' | 'title'>,
): Promise<ResourceRow> {
  const row = await trx<ResourceRow>('resources')
    .where({ id: request.resource_id })
    .forUpdate()
    .first();
  if (!row) {
    throw new ConflictError(`The resource of '${request.title}' is gone`);
  }
  return row;
}

/** @throws NotFoundError when there is none */
export async function findResourceRow(
  knex: Knex,
  id: string,
): Promise<ResourceRow> {
  const row = await knex<ResourceRow>('resources').where({ id }).first();
  if (!row) {
    throw new NotFoundError(
      `There is no resource '${id}'; GET /resources lists those that there are`,
    );
  }
  return row;
}
