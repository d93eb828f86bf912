import { Entity } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import {
  readServiceMetadata,
  Tier,
  tiers,
} from '@slipway/plugin-service-metadata-common';
import { entityTitle } from '../components/entityTitle';

export type TierGroup = {
  /** undefined for services that have none. */
  tier: Tier | undefined;
  services: Entity[];
};

/** Enough for a team; a department sees its first and a link to the rest. */
const limit = 100;

/**
 * The components that belong to any of the owners, by tier and then by name.
 * `totalItems` counts those beyond the limit too.
 */
export async function listOwned(
  catalogApi: CatalogApi,
  ownerRefs: string[],
): Promise<{ groups: TierGroup[]; totalItems: number }> {
  if (ownerRefs.length === 0) {
    return { groups: [], totalItems: 0 };
  }
  const { items, totalItems } = await catalogApi.queryEntities({
    filter: { kind: 'component', 'relations.ownedBy': ownerRefs },
    fields: [
      'kind',
      'metadata.namespace',
      'metadata.name',
      'metadata.title',
      'metadata.description',
      'metadata.annotations',
      'spec.type',
      'spec.lifecycle',
      'relations',
    ],
    orderFields: { field: 'metadata.name', order: 'asc' },
    limit,
  });
  return { groups: groupByTier(items), totalItems };
}

/** Groups by tier, the most critical first and those without one last. */
export function groupByTier(services: Entity[]): TierGroup[] {
  return [...tiers, undefined]
    .map(tier => ({
      tier,
      services: services
        .filter(service => readServiceMetadata(service).tier === tier)
        .sort((a, b) => entityTitle(a).localeCompare(entityTitle(b))),
    }))
    .filter(group => group.services.length > 0);
}

/** Address of the catalog with what belongs to any of the owners. */
export function ownedPath(ownerRefs: string[]): string {
  return `/catalog?${new URLSearchParams(
    ownerRefs.map(ref => ['owner', ref]),
  )}`;
}
