import {
  checkRequiredMetadata,
  checkServiceMetadata,
} from '@slipway/plugin-service-metadata-common';
import type { CatalogProblem } from './problem';
import type { WrittenEntity } from './readCatalog';

/** Checks the annotations, and here also that the required ones are there. */
export function checkMetadata({
  entity,
  file,
  ref,
}: WrittenEntity): CatalogProblem[] {
  return [
    ...checkServiceMetadata(entity),
    ...checkRequiredMetadata(entity),
  ].map(({ field, value, rule, remedy }) => ({
    file,
    entity: ref,
    field,
    rule: value === undefined ? rule : `("${value}") ${rule}`,
    remedy,
  }));
}
