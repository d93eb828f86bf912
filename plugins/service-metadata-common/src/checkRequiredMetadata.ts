import type { Entity } from '@backstage/catalog-model';
import type { MetadataProblem } from './checkServiceMetadata';
import { metadataAnnotations } from './names';
import type { MetadataField } from './names';
import { metadataRules } from './rules';
import { readServiceMetadata } from './readServiceMetadata';

/** What a component in production must say, whatever its tier. */
const requiredInProduction = ['tier', 'onCall'] as const;

/** What a component in production ought to say. */
export const metadataGapFields = [
  ...requiredInProduction,
  'runbook',
  'dashboard',
] as const;
export type MetadataGap = (typeof metadataGapFields)[number];

function isInProduction(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'component' &&
    entity.spec?.lifecycle === 'production'
  );
}

function isAbsent(entity: Entity, field: MetadataField): boolean {
  return (
    entity.metadata.annotations?.[metadataAnnotations[field]] === undefined
  );
}

/**
 * Names what a component with `spec.lifecycle: production` must have and has
 * not: its tier and whom to call. Other kinds and lifecycles owe nothing.
 * A value that is there and wrong is `checkServiceMetadata`'s to report.
 */
export function checkRequiredMetadata(entity: Entity): MetadataProblem[] {
  if (!isInProduction(entity)) {
    return [];
  }
  return requiredInProduction
    .filter(field => isAbsent(entity, field))
    .map(field => ({
      field: `metadata.annotations.${metadataAnnotations[field]}`,
      value: undefined,
      rule: 'is required for a component whose spec.lifecycle is production',
      remedy: metadataRules[field].remedy(''),
    }));
}

/**
 * Names the fields that a component in production ought to have and has not:
 * tier and on-call contact, and, unless it is a library, which does not run by
 * itself, a runbook and a dashboard. They are work for its team rather than a
 * fault of the file. Other kinds and lifecycles have no gaps.
 */
export function listMetadataGaps(entity: Entity): MetadataGap[] {
  if (!isInProduction(entity)) {
    return [];
  }
  const metadata = readServiceMetadata(entity);
  const expected =
    entity.spec?.type === 'library' ? requiredInProduction : metadataGapFields;
  return expected.filter(field => metadata[field] === undefined);
}
