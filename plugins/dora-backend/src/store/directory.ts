import { Knex } from 'knex';

export type DirectoryService = {
  serviceRef: string;
  title: string;
  ownerRef: string | null;
  lifecycle: string | null;
};

export type DirectoryGroup = {
  groupRef: string;
  title: string;
  parentRef: string | null;
  timeZone: string | null;
};

/** The services that the catalog had when it was last read. */
export async function readServices(knex: Knex): Promise<DirectoryService[]> {
  return knex('directory_services')
    .orderBy('service_ref')
    .select(
      'service_ref as serviceRef',
      'title',
      'owner_ref as ownerRef',
      'lifecycle',
    );
}

/** The groups that the catalog had when it was last read. */
export async function readGroups(knex: Knex): Promise<DirectoryGroup[]> {
  return knex('directory_groups')
    .orderBy('group_ref')
    .select(
      'group_ref as groupRef',
      'title',
      'parent_ref as parentRef',
      'time_zone as timeZone',
    );
}

/** Puts the catalog as it is now in the place of what was read before. */
export async function replaceDirectory(
  transaction: Knex.Transaction,
  directory: { services: DirectoryService[]; groups: DirectoryGroup[] },
): Promise<void> {
  await transaction('directory_services').delete();
  await transaction('directory_groups').delete();
  await transaction.batchInsert(
    'directory_services',
    directory.services.map(service => ({
      service_ref: service.serviceRef,
      title: service.title,
      owner_ref: service.ownerRef,
      lifecycle: service.lifecycle,
    })),
    1000,
  );
  await transaction.batchInsert(
    'directory_groups',
    directory.groups.map(group => ({
      group_ref: group.groupRef,
      title: group.title,
      parent_ref: group.parentRef,
      time_zone: group.timeZone,
    })),
    1000,
  );
}

/**
 * Brings the ownership history up to date: a service whose owner is another
 * than last time gets a new span from `now` on. The first owner we learn of is
 * taken to have owned it from the beginning.
 *
 * @returns the services whose owner changed
 */
export async function recordOwners(
  transaction: Knex.Transaction,
  services: DirectoryService[],
  now: Date,
): Promise<string[]> {
  const open = new Map<string, string>(
    (
      await transaction('ownership')
        .whereNull('valid_to')
        .select('service_ref', 'owner_ref')
    ).map(row => [row.service_ref, row.owner_ref]),
  );
  const known = new Set<string>(
    await transaction('ownership').distinct().pluck('service_ref'),
  );
  const moved = services.filter(
    service => (open.get(service.serviceRef) ?? null) !== service.ownerRef,
  );
  const refs = moved.map(service => service.serviceRef);
  await transaction('ownership')
    .whereRaw('service_ref = ANY(?)', [refs])
    .whereNull('valid_to')
    .update({ valid_to: now });
  await transaction.batchInsert(
    'ownership',
    moved.flatMap(({ serviceRef, ownerRef }) =>
      ownerRef === null
        ? []
        : [
            {
              service_ref: serviceRef,
              owner_ref: ownerRef,
              valid_from: known.has(serviceRef) ? now : new Date(0),
              valid_to: null,
            },
          ],
    ),
    1000,
  );
  return refs;
}
