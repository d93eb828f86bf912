import { RELATION_PARENT_OF } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import { relationTargets } from '../components/relationTargets';

/**
 * The given references and those of all groups below them: a department owns
 * what its teams own. One request a level.
 */
export async function withGroupsBelow(
  catalogApi: CatalogApi,
  entityRefs: string[],
): Promise<string[]> {
  const found = new Set<string>();
  let next = entityRefs;
  while (next.length > 0) {
    next.forEach(ref => found.add(ref));
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs: next,
      fields: ['relations'],
    });
    next = items
      .flatMap(item => relationTargets(item, RELATION_PARENT_OF))
      .filter(ref => !found.has(ref));
  }
  return [...found];
}
