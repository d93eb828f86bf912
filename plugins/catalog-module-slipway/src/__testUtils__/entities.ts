import { Entity, stringifyEntityRef } from '@backstage/catalog-model';

type Parts = {
  kind?: string;
  title?: string;
  description?: string;
  annotations?: Record<string, string>;
  links?: { url: string; title?: string }[];
  tags?: string[];
  spec?: Entity['spec'];
  /** Target references by relation. */
  relations?: Record<string, string[]>;
};

/** An entity with what a test is about, and the least besides. */
export function entity(name: string, parts: Parts = {}): Entity {
  const { kind = 'Component', spec = {}, relations = {}, ...metadata } = parts;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...metadata },
    spec,
    relations: Object.entries(relations).flatMap(([type, targets]) =>
      targets.map(targetRef => ({ type, targetRef })),
    ),
  };
}

export const refsOf = (entities: Entity[]) =>
  entities.map(each => stringifyEntityRef(each));
