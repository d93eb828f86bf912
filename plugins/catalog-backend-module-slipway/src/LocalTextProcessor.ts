import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import { processingResult } from '@backstage/plugin-catalog-node';
import type {
  CatalogProcessor,
  CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';

/** The relative path in `spec.definition.$text`; undefined for anything else. */
function readTextPath(entity: Entity): string | undefined {
  const definition = entity.spec?.definition;
  const isObject = definition !== null && typeof definition === 'object';
  if (!isObject || !('$text' in definition)) {
    return undefined;
  }
  const path = definition.$text;
  return typeof path === 'string' && !URL.canParse(path) ? path : undefined;
}

const isInside = (folder: string, file: string) => {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
};

/**
 * Finds the file that `$text` names.
 *
 * @returns its path with links resolved, so that no link leads out
 * @throws InputError for a path that leaves the folder of the entity's file
 * @throws NotFoundError for a file that does not exist
 */
async function findTextFile(entityFile: string, path: string) {
  const place = `${entityFile}: spec.definition.$text ("${path}")`;
  const folder = await realpath(dirname(entityFile));
  const file = resolve(folder, path);
  const found = await realpath(file).catch(() => undefined);
  if (!isInside(folder, found ?? file)) {
    throw new InputError(
      `${place} must stay inside the folder of its file. Move the definition there.`,
    );
  }
  if (!found) {
    throw new NotFoundError(
      `${place} does not exist. Correct the path, which starts at the folder of the file, or add the definition.`,
    );
  }
  return found;
}

/**
 * Puts the content of a file in place of `spec.definition.$text` of an API
 * that was read from a local file. The catalog's own `$text` resolves against
 * URLs only; everything that is not a local file is left to it.
 */
export class LocalTextProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'slipway-local-text';
  }

  /** Before the catalog's own placeholders, whose priority is 20. */
  getPriority(): number {
    return 10;
  }

  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const path = readTextPath(entity);
    if (location.type !== 'file' || path === undefined) {
      return entity;
    }
    const file = await findTextFile(location.target, path);
    emit(processingResult.refresh(`file:${file}`));
    const definition = await readFile(file, 'utf8');
    return { ...entity, spec: { ...entity.spec, definition } };
  }
}
