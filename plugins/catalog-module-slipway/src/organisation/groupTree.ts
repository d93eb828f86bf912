import {
  Entity,
  RELATION_CHILD_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { entityTitle } from '../components/entityTitle';
import { relationTargets } from '../components/relationTargets';

/** A group with the groups below it, in alphabetical order. */
export type GroupNode = {
  entityRef: string;
  entity: Entity;
  children: GroupNode[];
};

/**
 * Arranges groups by their parents. A group whose parent is not among them is
 * a root; one that is its own ancestor becomes a root too rather than vanish.
 */
export function buildGroupTree(groups: Entity[]): GroupNode[] {
  const byRef = new Map(
    groups.map(entity => [stringifyEntityRef(entity), entity]),
  );
  const parentOf = new Map<string, string>();
  for (const [ref, entity] of byRef) {
    const parent = relationTargets(entity, RELATION_CHILD_OF).find(target =>
      byRef.has(target),
    );
    if (parent && !leadsTo(parentOf, parent, ref)) {
      parentOf.set(ref, parent);
    }
  }
  const childrenOf = (parent: string | undefined): GroupNode[] =>
    [...byRef]
      .filter(([ref]) => parentOf.get(ref) === parent)
      .map(([entityRef, entity]) => ({
        entityRef,
        entity,
        children: childrenOf(entityRef),
      }))
      .sort((a, b) =>
        entityTitle(a.entity).localeCompare(entityTitle(b.entity)),
      );
  return childrenOf(undefined);
}

/** Going up from `start` meets `end`. */
function leadsTo(
  parentOf: Map<string, string>,
  start: string,
  end: string,
): boolean {
  let at: string | undefined = start;
  while (at) {
    if (at === end) {
      return true;
    }
    at = parentOf.get(at);
  }
  return false;
}
