import { Knex } from 'knex';
import {
  DirectoryGroup,
  DirectoryService,
  recordOwners,
  replaceDirectory,
} from '../store/directory';
import { touchServices } from '../store/touch';

/**
 * Takes over the catalog's services and groups as they are now, keeps the
 * history of who owned what, and puts the services that changed hands out of
 * date. An empty catalog is taken for one that is not loaded yet.
 */
export async function syncDirectory(
  knex: Knex,
  directory: { services: DirectoryService[]; groups: DirectoryGroup[] },
  now: Date,
): Promise<{ moved: string[] }> {
  if (directory.services.length === 0) {
    return { moved: [] };
  }
  return knex.transaction(async transaction => {
    await replaceDirectory(transaction, directory);
    const moved = await recordOwners(transaction, directory.services, now);
    await touchServices(transaction, moved, new Date(0));
    return { moved };
  });
}
