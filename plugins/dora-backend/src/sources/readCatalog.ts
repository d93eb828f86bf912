import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { isTimeZone } from '@slipway/plugin-dora-common';
import { repositoryFromAnnotations } from '@slipway/plugin-dora-node';
import { groupAnnotations } from '@slipway/plugin-service-metadata-common';
import { DirectoryGroup, DirectoryService } from '../store/directory';

const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'spec.lifecycle',
  'spec.profile.displayName',
  'relations',
];

/** The catalog's components and groups, read in streams. */
export async function readCatalog(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<{ services: DirectoryService[]; groups: DirectoryGroup[] }> {
  const { catalog, auth } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const read = async <T>(kind: string, present: (entity: Entity) => T) => {
    const found: T[] = [];
    const pages = catalog.streamEntities(
      { filter: { kind }, fields },
      { credentials },
    );
    for await (const page of pages) {
      found.push(...page.map(present));
    }
    return found;
  };
  return {
    services: await read('Component', toService),
    groups: await read('Group', toGroup),
  };
}

/** The repository that a service's catalog entity names in its annotations. */
export async function readRepositoryOf(
  options: { catalog: CatalogService; auth: AuthService },
  serviceRef: string,
): Promise<string | undefined> {
  const entity = await options.catalog.getEntityByRef(serviceRef, {
    credentials: await options.auth.getOwnServiceCredentials(),
  });
  return repositoryFromAnnotations(entity?.metadata.annotations);
}

function toService(entity: Entity): DirectoryService {
  const lifecycle = entity.spec?.lifecycle;
  return {
    serviceRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    ownerRef: relation(entity, RELATION_OWNED_BY),
    lifecycle: typeof lifecycle === 'string' ? lifecycle : null,
  };
}

function toGroup(entity: Entity): DirectoryGroup {
  const zone = entity.metadata.annotations?.[groupAnnotations.timeZone];
  return {
    groupRef: stringifyEntityRef(entity),
    title: displayName(entity),
    parentRef: relation(entity, RELATION_CHILD_OF),
    timeZone: zone && isTimeZone(zone) ? zone : null,
  };
}

function relation(entity: Entity, type: string): string | null {
  return entity.relations?.find(each => each.type === type)?.targetRef ?? null;
}

function displayName(entity: Entity): string {
  const profile = entity.spec?.profile;
  const name =
    typeof profile === 'object' && profile !== null
      ? Reflect.get(profile, 'displayName')
      : undefined;
  return typeof name === 'string'
    ? name
    : entity.metadata.title ?? entity.metadata.name;
}
