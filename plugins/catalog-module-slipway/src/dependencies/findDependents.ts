import {
  Entity,
  RELATION_API_CONSUMED_BY,
  RELATION_DEPENDENCY_OF,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import { relationTargets } from '../components/relationTargets';

/** Something that would feel it if this entity failed. */
export type Dependent = {
  entityRef: string;
  /** The entity's APIs that it uses; empty when it depends on it outright. */
  viaApis: string[];
};

/**
 * What depends on an entity: what names it under `dependsOn`, and the consumers
 * of it or of the APIs it provides. Each once, in alphabetical order.
 */
export async function findDependents(
  catalogApi: CatalogApi,
  entity: Entity,
): Promise<Dependent[]> {
  const ownRef = stringifyEntityRef(entity);
  const found = new Map<string, Set<string>>();
  const add = (entityRef: string, api?: string) => {
    if (entityRef === ownRef) {
      return;
    }
    const viaApis = found.get(entityRef) ?? new Set();
    found.set(entityRef, viaApis);
    if (api) {
      viaApis.add(api);
    }
  };

  relationTargets(entity, RELATION_DEPENDENCY_OF).forEach(ref => add(ref));
  relationTargets(entity, RELATION_API_CONSUMED_BY).forEach(ref => add(ref));
  const apiRefs = relationTargets(entity, RELATION_PROVIDES_API);
  if (apiRefs.length > 0) {
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs: apiRefs,
      fields: ['relations'],
    });
    apiRefs.forEach((api, index) =>
      relationTargets(items[index], RELATION_API_CONSUMED_BY).forEach(ref =>
        add(ref, api),
      ),
    );
  }
  return [...found]
    .map(([entityRef, viaApis]) => ({ entityRef, viaApis: [...viaApis] }))
    .sort((a, b) => a.entityRef.localeCompare(b.entityRef));
}
