import { InputError, NotFoundError } from '@backstage/errors';
import { Scope } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import {
  DirectoryGroup,
  DirectoryService,
  readGroups,
  readServices,
} from '../store/directory';
import { RowScope } from '../store/scope';

/** Whose deployments a question is about, and what the catalog says of them. */
export type ResolvedScope = Scope & {
  rows: RowScope;
  timeZone: string;
  /** Services in the scope now. */
  directory: DirectoryService[];
  /** Titles by entity ref, for what the answer names. */
  titles: ReadonlyMap<string, string>;
};

/**
 * Finds what an entity ref stands for: a service, a team with all that is
 * below it, or the whole organisation when there is none.
 *
 * @throws InputError for another kind, NotFoundError for what neither the
 *   catalog nor any deployment knows
 */
export async function resolveScope(
  knex: Knex,
  options: { entityRef?: string; defaultTimeZone: string },
): Promise<ResolvedScope> {
  const [services, groups] = await Promise.all([
    readServices(knex),
    readGroups(knex),
  ]);
  const titles = new Map([
    ...services.map(each => [each.serviceRef, each.title] as const),
    ...groups.map(each => [each.groupRef, each.title] as const),
  ]);
  const zoneOf = (groupRef: string | null) =>
    timeZoneOf(groups, groupRef) ?? options.defaultTimeZone;
  const entityRef = options.entityRef?.toLocaleLowerCase('en-US');
  if (!entityRef) {
    return {
      entityRef: null,
      kind: 'organisation',
      title: 'Organisation',
      services: services.length,
      rows: { by: 'all' },
      timeZone: options.defaultTimeZone,
      directory: services,
      titles,
    };
  }
  if (entityRef.startsWith('group:')) {
    return teamScope({ entityRef, services, groups, titles, zoneOf });
  }
  if (entityRef.startsWith('component:')) {
    return serviceScope(knex, { entityRef, services, titles, zoneOf });
  }
  throw new InputError(
    `entityRef (${options.entityRef}) must name a component or a group, such as component:default/checkout or group:default/storefront`,
  );
}

type ScopeSources = {
  entityRef: string;
  services: DirectoryService[];
  titles: ReadonlyMap<string, string>;
  zoneOf(groupRef: string | null): string;
};

function teamScope(
  options: ScopeSources & { groups: DirectoryGroup[] },
): ResolvedScope {
  const { entityRef, services, groups, titles, zoneOf } = options;
  const group = groups.find(each => each.groupRef === entityRef);
  if (!group) {
    throw new NotFoundError(
      `The catalog has no ${entityRef}; check the name, or wait a minute when it was added just now`,
    );
  }
  const owners = withDescendants(groups, entityRef);
  const directory = services.filter(
    each => each.ownerRef !== null && owners.has(each.ownerRef),
  );
  return {
    entityRef,
    kind: 'team',
    title: group.title,
    services: directory.length,
    rows: { by: 'owner', ownerRefs: [...owners] },
    timeZone: zoneOf(entityRef),
    directory,
    titles,
  };
}

async function serviceScope(
  knex: Knex,
  options: ScopeSources,
): Promise<ResolvedScope> {
  const { entityRef, services, titles, zoneOf } = options;
  const service = services.find(each => each.serviceRef === entityRef);
  const deployed =
    service ??
    (await knex('deployments').where({ service_ref: entityRef }).first('id'));
  if (!deployed) {
    throw new NotFoundError(
      `Neither the catalog nor any deployment knows ${entityRef}; check the name`,
    );
  }
  return {
    entityRef,
    kind: 'service',
    title: service?.title ?? entityRef.split('/')[1] ?? entityRef,
    services: 1,
    rows: { by: 'service', serviceRef: entityRef },
    timeZone: zoneOf(service?.ownerRef ?? null),
    directory: service ? [service] : [],
    titles,
  };
}

/** A group and all below it; a circle in the catalog is walked once. */
export function withDescendants(
  groups: DirectoryGroup[],
  groupRef: string,
): Set<string> {
  const found = new Set([groupRef]);
  let size = 0;
  while (size !== found.size) {
    size = found.size;
    for (const group of groups) {
      if (group.parentRef && found.has(group.parentRef)) {
        found.add(group.groupRef);
      }
    }
  }
  return found;
}

/** A group's own time zone, else the nearest one above it. */
function timeZoneOf(
  groups: DirectoryGroup[],
  groupRef: string | null,
): string | undefined {
  const byRef = new Map(groups.map(group => [group.groupRef, group]));
  const seen = new Set<string>();
  let current = groupRef;
  while (current && !seen.has(current)) {
    seen.add(current);
    const group = byRef.get(current);
    if (group?.timeZone) {
      return group.timeZone;
    }
    current = group?.parentRef ?? null;
  }
  return undefined;
}

/**
 * The services that a scope has today, or null for all: for what carries no
 * owner of its own.
 */
export function currentServices(scope: ResolvedScope): string[] | null {
  switch (scope.rows.by) {
    case 'service':
      return [scope.rows.serviceRef];
    case 'owner':
      return scope.directory.map(service => service.serviceRef);
    default:
      return null;
  }
}
