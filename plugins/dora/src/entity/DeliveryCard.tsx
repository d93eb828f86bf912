import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ScopeSummary } from './ScopeSummary';

/** The entity's delivery in short, for its overview page. */
export function DeliveryCard() {
  const { entity } = useEntity();
  return (
    <EntityInfoCard title="Delivery, last 90 days">
      <ScopeSummary entityRef={stringifyEntityRef(entity)} />
    </EntityInfoCard>
  );
}
