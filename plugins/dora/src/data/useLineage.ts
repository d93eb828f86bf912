import {
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_OWNED_BY,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useRemote } from '@slipway/ui';

/** A group above a scope. */
export type Ancestor = { entityRef: string; title: string };

/** Where a scope stands in the organisation. */
export type Lineage = {
  title?: string;
  /** From the department down to the team; the organisation is left out. */
  ancestors: Ancestor[];
  /** Teams stand below it. */
  hasTeams: boolean;
};

/** A catalog with a circle in it must not keep the page busy. */
const mostLevels = 6;

function titleOf(entity: Entity): string {
  const { profile } = entity.spec ?? {};
  const displayName =
    typeof profile === 'object' && profile !== null && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return (
    entity.metadata.title ??
    (typeof displayName === 'string' ? displayName : entity.metadata.name)
  );
}

function above(entity: Entity): string | undefined {
  const relation =
    entity.kind === 'Group' ? RELATION_CHILD_OF : RELATION_OWNED_BY;
  return entity.relations?.find(
    ({ type, targetRef }) =>
      type === relation && parseEntityRef(targetRef).kind === 'group',
  )?.targetRef;
}

/** The organisation's own page is the root of all crumbs already. */
function isOrganisation(entity: Entity): boolean {
  return /^organi[sz]ation$/.test(String(entity.spec?.type));
}

async function loadLineage(
  entityRef: string,
  load: (ref: string) => Promise<Entity | undefined>,
): Promise<Lineage> {
  const scope = await load(entityRef);
  if (!scope) return { ancestors: [], hasTeams: false };
  const ancestors: Ancestor[] = [];
  let next = above(scope);
  while (next && ancestors.length < mostLevels) {
    const entity = await load(next);
    if (!entity || isOrganisation(entity)) break;
    ancestors.unshift({
      entityRef: stringifyEntityRef(entity),
      title: titleOf(entity),
    });
    next = above(entity);
  }
  return {
    title: titleOf(scope),
    ancestors,
    hasTeams: Boolean(
      scope.relations?.some(({ type }) => type === RELATION_PARENT_OF),
    ),
  };
}

const organisation: Lineage = { ancestors: [], hasTeams: true };

/** Looks a scope up in the catalog; a page does without what it can't find. */
export function useLineage(entityRef: string | undefined): {
  lineage: Lineage | undefined;
} {
  const catalog = useApi(catalogApiRef);
  const { data, error } = useRemote(
    catalog,
    `lineage ${entityRef ?? ''}`,
    async () =>
      entityRef
        ? loadLineage(entityRef, ref => catalog.getEntityByRef(ref))
        : organisation,
  );
  return { lineage: error ? { ancestors: [], hasTeams: false } : data };
}
