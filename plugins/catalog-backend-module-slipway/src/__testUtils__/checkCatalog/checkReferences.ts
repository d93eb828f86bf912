import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { nearestName } from '@slipway/plugin-service-metadata-common';
import type { CatalogProblem } from './problem';
import type { Catalog, WrittenEntity } from './readCatalog';

/** Fields of `spec` that name entities, with the kind they name by default. */
const referenceFields: Readonly<Record<string, string | undefined>> = {
  owner: 'Group',
  system: 'System',
  domain: 'Domain',
  subdomainOf: 'Domain',
  subcomponentOf: 'Component',
  providesApis: 'API',
  consumesApis: 'API',
  dependsOn: undefined,
  dependencyOf: undefined,
  memberOf: 'Group',
  members: 'User',
  parent: 'Group',
  children: 'Group',
};

const referenceAnnotations = ['slipway.dev/on-call', 'slipway.dev/lead'];

type Reference = { field: string; text: string; defaultKind?: string };

function listReferences(entity: Entity): Reference[] {
  const spec = Object.entries(referenceFields).flatMap(([name, defaultKind]) =>
    [entity.spec?.[name] ?? []].flat().map(value => ({
      field: `spec.${name}`,
      text: String(value),
      defaultKind,
    })),
  );
  const annotations = referenceAnnotations.flatMap(name => {
    const text = entity.metadata.annotations?.[name];
    return text && /^(group|user):/i.test(text)
      ? [{ field: `metadata.annotations.${name}`, text }]
      : [];
  });
  return [...spec, ...annotations];
}

function resolve(
  { text, defaultKind }: Reference,
  namespace?: string,
): string | undefined {
  try {
    const context = { defaultKind, defaultNamespace: namespace };
    return stringifyEntityRef(parseEntityRef(text, context));
  } catch {
    return undefined;
  }
}

function checkReference(
  { entity, file, ref }: WrittenEntity,
  reference: Reference,
  known: readonly string[],
): CatalogProblem[] {
  const target = resolve(reference, entity.metadata.namespace);
  if (target && known.includes(target)) {
    return [];
  }
  const { field, text } = reference;
  const problem = { file, entity: ref, field };
  if (!target) {
    return [
      {
        ...problem,
        rule: `("${text}") is not a reference`,
        remedy: 'Write "kind:name", for example "component:money".',
      },
    ];
  }
  const [place, name] = target.split('/');
  const names = known
    .filter(candidate => candidate.startsWith(`${place}/`))
    .map(candidate => candidate.split('/')[1]);
  const meant = nearestName(name, names);
  return [
    {
      ...problem,
      rule: `("${text}") names ${target}, which is not in the catalog`,
      remedy: meant
        ? `Write "${place}/${meant}", or add the entity.`
        : 'Correct the name, or add the entity.',
    },
  ];
}

/** Checks that names are unique and that every reference leads somewhere. */
export function checkReferences({ entities }: Catalog): CatalogProblem[] {
  const known = entities.map(({ ref }) => ref);
  const repeated = entities.flatMap(({ file, ref }, index) =>
    known.indexOf(ref) === index
      ? []
      : [
          {
            file,
            entity: ref,
            field: 'metadata.name',
            rule: `is taken in ${entities[known.indexOf(ref)].file}`,
            remedy: 'Choose another name.',
          },
        ],
  );
  const unresolved = entities.flatMap(written =>
    listReferences(written.entity).flatMap(reference =>
      checkReference(written, reference, known),
    ),
  );
  return [...repeated, ...unresolved];
}
