import { tiers } from '@slipway/plugin-service-metadata-common';

/** What the list shows; all of it is in the address. */
export type CatalogFilters = {
  /** Lower case: `component`. */
  kind: string;
  types: string[];
  /** Full references of owners. */
  owners: string[];
  /** `1` to `4`, or `none` for entities without a tier. */
  tiers: string[];
  lifecycles: string[];
  text: string;
};

/** Stands in the tier filter for entities that have none. */
export const noTier = 'none';

export const sortFields = ['name', 'type', 'tier', 'lifecycle'] as const;
export type SortField = (typeof sortFields)[number];

export type CatalogView = {
  filters: CatalogFilters;
  /** A sort field, `-` before it reverses. */
  sort: string;
  offset: number;
  limit: number;
};

/** Rows a page may have; the first is the default. */
export const pageLimits = [25, 50, 100] as const;
const defaultLimit = pageLimits[0];
const defaultSort = 'name';

/**
 * The names that Backstage's own pages use in links to the catalog, such as
 * those of a group's ownership card, and ours for the same thing.
 */
const backstageNames = {
  type: 'filters[type]',
  owner: 'filters[owners]',
  lifecycle: 'filters[lifecycles]',
} as const;

function readAll(
  params: URLSearchParams,
  name: keyof typeof backstageNames | 'tier',
): string[] {
  const theirs = name === 'tier' ? [] : params.getAll(backstageNames[name]);
  const values = [...params.getAll(name), ...theirs];
  // Backstage writes "all" for no filter.
  return [...new Set(values)].filter(value => value && value !== 'all');
}

function readWhole(value: string | null, fallback: number): number {
  return value && /^\d{1,6}$/.test(value) ? Number(value) : fallback;
}

/** Reads an address; what is missing or makes no sense gets its default. */
export function readView(
  params: URLSearchParams,
  defaultKind: string,
): CatalogView {
  const kind = params.get('kind') ?? params.get('filters[kind]');
  const sort = params.get('sort') ?? defaultSort;
  const limit = readWhole(params.get('limit'), defaultLimit);
  const knownTiers = [...tiers.map(String), noTier];
  return {
    filters: {
      kind: (kind ?? defaultKind).toLocaleLowerCase('en-US'),
      types: readAll(params, 'type'),
      owners: readAll(params, 'owner'),
      tiers: readAll(params, 'tier').filter(tier => knownTiers.includes(tier)),
      lifecycles: readAll(params, 'lifecycle'),
      text: params.get('q') ?? '',
    },
    sort: sortFields.some(field => field === sort.replace(/^-/, ''))
      ? sort
      : defaultSort,
    offset: readWhole(params.get('offset'), 0),
    limit: pageLimits.find(known => known === limit) ?? defaultLimit,
  };
}

/** Writes an address; what is at its default is left out. */
export function writeView(
  view: CatalogView,
  defaultKind: string,
): URLSearchParams {
  const params = new URLSearchParams();
  const { filters } = view;
  const put = (name: string, value: string, fallback: string) => {
    if (value !== fallback) {
      params.set(name, value);
    }
  };
  put('q', filters.text, '');
  put('kind', filters.kind, defaultKind);
  filters.types.forEach(type => params.append('type', type));
  filters.owners.forEach(owner => params.append('owner', owner));
  filters.tiers.forEach(tier => params.append('tier', tier));
  filters.lifecycles.forEach(value => params.append('lifecycle', value));
  put('sort', view.sort, defaultSort);
  put('offset', String(view.offset), '0');
  put('limit', String(view.limit), String(defaultLimit));
  return params;
}

/** Something beyond the kind narrows the list. */
export function isFiltered(filters: CatalogFilters): boolean {
  return (
    filters.text.trim() !== '' ||
    [filters.types, filters.owners, filters.tiers, filters.lifecycles].some(
      values => values.length > 0,
    )
  );
}
