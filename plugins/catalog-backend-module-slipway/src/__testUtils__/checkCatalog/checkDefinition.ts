import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { definitionFormats } from './definitions';
import type { CatalogProblem } from './problem';
import type { Catalog, WrittenEntity } from './readCatalog';

type Definition = { field: string; path?: string; text?: string };

async function readDefinition(
  folder: string,
  { entity }: WrittenEntity,
): Promise<Definition> {
  const definition = entity.spec?.definition;
  const path =
    definition && typeof definition === 'object' && '$text' in definition
      ? String(definition.$text)
      : undefined;
  if (path === undefined) {
    const text = typeof definition === 'string' ? definition : undefined;
    return { field: 'spec.definition', text };
  }
  const text = await readFile(join(folder, path), 'utf8').catch(
    () => undefined,
  );
  return { field: 'spec.definition.$text', path, text };
}

/** Checks that an API has a definition and that it is valid in its format. */
export async function checkDefinition(
  { folder }: Catalog,
  written: WrittenEntity,
): Promise<CatalogProblem[]> {
  const { entity, file, ref } = written;
  if (entity.kind !== 'API') {
    return [];
  }
  const fault = (field: string, rule: string, remedy: string) => [
    { file, entity: ref, field, rule, remedy },
  ];
  const type = String(entity.spec?.type);
  const format = definitionFormats.get(type);
  if (!format) {
    const types = [...definitionFormats.keys()].join(', ');
    return fault('spec.type', `is "${type}"`, `Use one of: ${types}.`);
  }
  const { field, path, text } = await readDefinition(folder, written);
  if (text === undefined) {
    return path === undefined
      ? fault(field, 'must have a value', 'Name the file by $text.')
      : fault(
          field,
          `names "${path}", which does not exist`,
          'Correct the path, which starts at the folder of the file, or add the file.',
        );
  }
  const found = await format.findFault(text);
  return found === undefined
    ? []
    : fault(
        field,
        `${path ? `("${path}") ` : ''}is not valid ${format.title}: ${found}`,
        'Correct the definition there.',
      );
}
