import { EntityCatalogGraphCard } from '@backstage/plugin-catalog-graph';

const shownKinds = ['component', 'api', 'resource', 'system', 'domain'];

/** Two steps of relations around an entity; owners and people are left out. */
export function GraphContent() {
  return (
    <EntityCatalogGraphCard
      title="Graph"
      kinds={shownKinds}
      maxDepth={2}
      height={560}
      zoom="enabled"
    />
  );
}
