import { Entity } from '@backstage/catalog-model';
import { resourceAnnotations } from '@slipway/plugin-service-metadata-common';

/** The id of the resource that an entity stands for; undefined when it is not ours. */
export function selfServiceIdOf(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[resourceAnnotations.selfServiceId];
}
