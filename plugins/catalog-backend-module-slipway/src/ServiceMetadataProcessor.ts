import { stringifyEntityRef } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import type { Entity } from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import { processingResult } from '@backstage/plugin-catalog-node';
import type {
  CatalogProcessor,
  CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  checkRequiredMetadata,
  checkServiceMetadata,
  describeMetadataProblem,
} from '@slipway/plugin-service-metadata-common';

/** `status.items[].type` of what an entity in production still lacks. */
export const missingMetadataStatusType = 'slipway.dev/missing-metadata';

/**
 * Checks the `slipway.dev/` annotations of every entity.
 *
 * A wrong one is an error: as with any other fault of its file, the catalog
 * keeps the entity as it was before and shows the error on it, so that a page
 * never shows a value that means nothing. One that is required and missing is
 * a warning in the entity's status: a service should be seen before all is
 * known about it, or a company could not start.
 */
export class ServiceMetadataProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'slipway-service-metadata';
  }

  /** Runs before the schema check, whose message would name no remedy. */
  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    for (const problem of checkServiceMetadata(entity)) {
      const place = `${location.target}: ${stringifyEntityRef(entity)}`;
      const message = `${place}: ${describeMetadataProblem(problem)}`;
      emit(processingResult.inputError(location, message));
    }
    return entity;
  }

  async postProcessEntity(entity: AlphaEntity): Promise<AlphaEntity> {
    const missing = checkRequiredMetadata(entity);
    if (missing.length === 0) {
      return entity;
    }
    const warnings = missing.map(problem => ({
      type: missingMetadataStatusType,
      level: 'warning' as const,
      message: describeMetadataProblem(problem),
    }));
    const items = [...(entity.status?.items ?? []), ...warnings];
    return { ...entity, status: { ...entity.status, items } };
  }
}
