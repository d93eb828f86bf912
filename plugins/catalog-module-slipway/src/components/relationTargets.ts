import { Entity } from '@backstage/catalog-model';

/** The entities that a relation leads to; only those of a kind, if one is given. */
export function relationTargets(
  entity: Entity | undefined,
  type: string,
  kind?: string,
): string[] {
  return (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .filter(ref => !kind || ref.startsWith(`${kind}:`));
}
