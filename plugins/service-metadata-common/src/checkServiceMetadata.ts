import type { Entity } from '@backstage/catalog-model';
import { nearestName } from './nearestName';
import { annotationPrefix, metadataAnnotations } from './names';
import type { MetadataField } from './names';
import { metadataRules } from './rules';

/** One broken rule, in words for the person who keeps the file. */
export type MetadataProblem = {
  /** Where in the entity, `metadata.annotations.slipway.dev/tier`. */
  field: string;
  /** What is written there; undefined when something required is absent. */
  value: string | undefined;
  /** A clause that follows the field's name: `must be "1", "2", "3" or "4"`. */
  rule: string;
  /** A sentence that says what to do. */
  remedy: string;
};

const annotationNames = Object.values(metadataAnnotations);
const fieldOf = (annotation: string) => `metadata.annotations.${annotation}`;

function fieldNamed(annotation: string): MetadataField | undefined {
  const fields = Object.keys(metadataRules) as MetadataField[];
  return fields.find(field => metadataAnnotations[field] === annotation);
}

function unknownName(annotation: string): Omit<MetadataProblem, 'value'> {
  const meant = nearestName(annotation, annotationNames);
  return {
    field: fieldOf(annotation),
    rule: `is not an annotation of ${annotationPrefix}`,
    remedy: meant
      ? `Write "${meant}" instead.`
      : `Remove it, or use one of: ${annotationNames.join(', ')}.`,
  };
}

function checkAnnotation(
  kind: string,
  annotation: string,
  value: unknown,
): MetadataProblem | undefined {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const field = fieldNamed(annotation);
  if (!field) {
    return { ...unknownName(annotation), value: shown };
  }
  const { schema, rule, remedy, kinds } = metadataRules[field];
  const place = { field: fieldOf(annotation), value: shown };
  if (!kinds.some(known => known === kind.toLowerCase())) {
    return {
      ...place,
      rule: `is for ${kinds.join(', ')}, not for ${kind.toLowerCase()}`,
      remedy: 'Remove it here.',
    };
  }
  if (typeof value !== 'string') {
    return {
      ...place,
      rule: 'must be text, as all annotations',
      remedy: `Put it in quotes: "${shown}".`,
    };
  }
  return schema.safeParse(value).success
    ? undefined
    : { ...place, rule, remedy: remedy(value) };
}

/**
 * Checks every `slipway.dev/` annotation of an entity: known name, right kind,
 * right value. An entity without such annotations has no problems; what is
 * required is a matter of `checkRequiredMetadata`.
 *
 * @returns problems in the order in which the annotations are written
 */
export function checkServiceMetadata(entity: Entity): MetadataProblem[] {
  // The type says text; a YAML file may hold a number, a list or nothing.
  const annotations: Record<string, unknown> =
    entity.metadata.annotations ?? {};
  return Object.entries(annotations)
    .filter(([name]) => name.startsWith(annotationPrefix))
    .map(([name, value]) => checkAnnotation(entity.kind, name, value))
    .filter(problem => problem !== undefined);
}
