import { Entity } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import { buildGroupTree, GroupNode } from './groupTree';

export type Organisation = {
  roots: GroupNode[];
  /** People and components that belong to a group itself, by its reference. */
  people: Map<string, number>;
  services: Map<string, number>;
};

type Facet = { value: string; count: number };

const toCounts = (facets: Facet[] = []) =>
  new Map(facets.map(({ value, count }) => [value, count]));

async function loadGroups(catalogApi: CatalogApi): Promise<Entity[]> {
  const groups: Entity[] = [];
  const pages = catalogApi.streamEntities({
    query: { kind: 'group' },
    fields: [
      'kind',
      'metadata.namespace',
      'metadata.name',
      'metadata.title',
      'metadata.description',
      'metadata.annotations',
      'spec.type',
      'spec.profile.displayName',
      'relations',
    ],
  });
  for await (const page of pages) {
    groups.push(...page);
  }
  return groups;
}

/** All groups with how many people and components each has. */
export async function loadOrganisation(
  catalogApi: CatalogApi,
): Promise<Organisation> {
  const [groups, people, services] = await Promise.all([
    loadGroups(catalogApi),
    catalogApi.getEntityFacets({
      query: { kind: 'user' },
      facets: ['relations.memberOf'],
    }),
    catalogApi.getEntityFacets({
      query: { kind: 'component' },
      facets: ['relations.ownedBy'],
    }),
  ]);
  return {
    roots: buildGroupTree(groups),
    people: toCounts(people.facets['relations.memberOf']),
    services: toCounts(services.facets['relations.ownedBy']),
  };
}
