import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { entityTitle } from '../components/entityTitle';
import useAsync from 'react-use/esm/useAsync';
import { toPredicate } from './queryCatalog';

export type FilterOption = { id: string; label: string };

export type FilterOptions = {
  types: FilterOption[];
  owners: FilterOption[];
  lifecycles: FilterOption[];
};

type Facet = { value: string; count: number };

const toOptions = (facets: Facet[] = []): FilterOption[] =>
  facets
    .map(({ value }) => ({ id: value, label: value }))
    .sort((a, b) => a.label.localeCompare(b.label));

/** The owners' titles; one that is gone from the catalog keeps its name. */
async function withOwnerTitles(
  catalogApi: CatalogApi,
  facets: Facet[] = [],
): Promise<FilterOption[]> {
  const { items } = await catalogApi.getEntitiesByRefs({
    entityRefs: facets.map(facet => facet.value),
    fields: ['metadata.name', 'metadata.title', 'spec.profile.displayName'],
  });
  return facets
    .map(({ value }, index) => {
      const owner = items[index];
      return {
        id: value,
        label: owner ? entityTitle(owner) : parseEntityRef(value).name,
      };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}

/**
 * What the filters offer for a kind: only values that some entity has.
 * Undefined until known.
 */
export function useFilterOptions(kind: string): FilterOptions | undefined {
  const catalogApi = useApi(catalogApiRef);
  const { value } = useAsync(async (): Promise<FilterOptions> => {
    const { facets } = await catalogApi.getEntityFacets({
      facets: ['spec.type', 'spec.lifecycle', 'relations.ownedBy'],
      query: toPredicate({
        kind,
        types: [],
        owners: [],
        tiers: [],
        lifecycles: [],
        text: '',
      }),
    });
    return {
      types: toOptions(facets['spec.type']),
      lifecycles: toOptions(facets['spec.lifecycle']),
      owners: await withOwnerTitles(catalogApi, facets['relations.ownedBy']),
    };
  }, [catalogApi, kind]);
  return value;
}

/** The kinds that the catalog has, but for what only keeps it running. */
export function useKinds(): FilterOption[] {
  const catalogApi = useApi(catalogApiRef);
  const { value = [] } = useAsync(async () => {
    const { facets } = await catalogApi.getEntityFacets({ facets: ['kind'] });
    return toOptions(facets.kind)
      .filter(({ id }) => id !== 'Location')
      .map(({ id, label }) => ({ id: id.toLocaleLowerCase('en-US'), label }));
  }, [catalogApi]);
  return value;
}
