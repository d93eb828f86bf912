import { Entity } from '@backstage/catalog-model';
import { FilterPredicate } from '@backstage/filter-predicates';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import { serviceAnnotations } from '@slipway/plugin-service-metadata-common';
import {
  CatalogFilters,
  CatalogView,
  noTier,
  SortField,
  sortFields,
} from './filters';

export type CatalogPageResult = {
  entities: Entity[];
  totalItems: number;
};

const tierField = `metadata.annotations.${serviceAnnotations.tier}` as const;

const fieldOf: Record<SortField, string> = {
  name: 'metadata.name',
  type: 'spec.type',
  tier: tierField,
  lifecycle: 'spec.lifecycle',
};

/** What the columns need; definitions of APIs and the like stay on the server. */
const listFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'metadata.annotations',
  'spec.type',
  'spec.lifecycle',
  'spec.profile.displayName',
  'relations',
];

const searchedFields = [
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'spec.profile.displayname',
];

function tierPredicate(tiers: string[]): FilterPredicate {
  const present: FilterPredicate = {
    [tierField]: { $in: tiers.filter(tier => tier !== noTier) },
  };
  const absent: FilterPredicate = { $not: { [tierField]: { $exists: true } } };
  return tiers.includes(noTier) ? { $any: [present, absent] } : present;
}

/** The filters, but for owners, as the catalog's query language has them. */
export function toPredicate(filters: CatalogFilters): FilterPredicate {
  const { kind, types, lifecycles } = filters;
  const all: FilterPredicate[] = [{ kind }];
  if (types.length > 0) {
    all.push({ 'spec.type': { $in: types } });
  }
  if (lifecycles.length > 0) {
    all.push({ 'spec.lifecycle': { $in: lifecycles } });
  }
  if (filters.tiers.length > 0) {
    all.push(tierPredicate(filters.tiers));
  }
  return { $all: all };
}

/** Whether an entity has the field it is to be sorted by. */
function hasField(field: SortField): FilterPredicate {
  const exists = { $exists: true } as const;
  switch (field) {
    case 'name':
      return { 'metadata.name': exists };
    case 'type':
      return { 'spec.type': exists };
    case 'tier':
      return { [tierField]: exists };
    case 'lifecycle':
      return { 'spec.lifecycle': exists };
    default:
      return field satisfies never;
  }
}

type Slice = { offset: number; limit: number };
type Order = { field: string; order: 'asc' | 'desc' };

function fetchSlice(
  catalogApi: CatalogApi,
  filters: CatalogFilters,
  options: { query: FilterPredicate; orderFields: Order } & Slice,
) {
  const term = filters.text.trim();
  return catalogApi.queryEntities({
    ...options,
    fields: listFields,
    // Relations are no fields of an entity, which is all that a query knows.
    ...(filters.owners.length > 0 && {
      filter: { 'relations.ownedBy': filters.owners },
    }),
    ...(term && { fullTextFilter: { term, fields: searchedFields } }),
  });
}

/**
 * One page of the catalog. The catalog leaves entities out that lack the field
 * it sorts by; here they follow after the last that has it, so that sorting
 * by tier never hides a service without one.
 */
export async function queryCatalog(
  catalogApi: CatalogApi,
  view: CatalogView,
): Promise<CatalogPageResult> {
  const { filters, offset, limit } = view;
  const order = view.sort.startsWith('-') ? 'desc' : 'asc';
  const sortName = view.sort.replace(/^-/, '');
  const field = sortFields.find(known => known === sortName) ?? 'name';
  const predicate = toPredicate(filters);

  const withField = await fetchSlice(catalogApi, filters, {
    query: { $all: [predicate, hasField(field)] },
    orderFields: { field: fieldOf[field], order },
    offset,
    limit,
  });
  if (field === 'name') {
    return { entities: withField.items, totalItems: withField.totalItems };
  }
  const missing = limit - withField.items.length;
  const withoutField = await fetchSlice(catalogApi, filters, {
    query: { $all: [predicate, { $not: hasField(field) }] },
    orderFields: { field: fieldOf.name, order: 'asc' },
    offset: Math.max(0, offset - withField.totalItems),
    // At least one, because only a page with a limit comes with a count.
    limit: Math.max(missing, 1),
  });
  return {
    entities: [...withField.items, ...withoutField.items.slice(0, missing)],
    totalItems: withField.totalItems + withoutField.totalItems,
  };
}
