import { readdir, readFile } from 'node:fs/promises';
import { join, normalize, relative } from 'node:path';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { LineCounter, parseAllDocuments } from 'yaml';
import { toClause } from './problem';
import type { CatalogProblem } from './problem';

/** An entity as it is written, before anything is known to be right in it. */
export interface WrittenEntity {
  file: string;
  ref: string;
  entity: Entity;
}

/** What a folder of catalog files holds. */
export interface Catalog {
  folder: string;
  entities: WrittenEntity[];
}

type ReadFile = { entities: WrittenEntity[]; problems: CatalogProblem[] };

const isEntity = (value: unknown): value is Entity => {
  const { kind, metadata } = (value ?? {}) as Partial<Entity>;
  return typeof kind === 'string' && typeof metadata?.name === 'string';
};

async function readEntityFile(folder: string, file: string): Promise<ReadFile> {
  const entities: WrittenEntity[] = [];
  const problems: CatalogProblem[] = [];
  const lines = new LineCounter();
  const text = await readFile(join(folder, file), 'utf8');
  for (const document of parseAllDocuments(text, { lineCounter: lines })) {
    const [fault] = document.errors;
    const value: unknown = fault ? undefined : document.toJS();
    if (fault) {
      const { line } = lines.linePos(fault.pos[0]);
      problems.push({
        file: `${file}:${line}`,
        rule: `is not YAML: ${toClause(fault)}`,
        remedy: 'Correct the line; text with ": " or "#" needs quotes.',
      });
    } else if (isEntity(value)) {
      entities.push({ file, ref: stringifyEntityRef(value), entity: value });
    } else {
      const { line } = lines.linePos(document.range[0]);
      problems.push({
        file: `${file}:${line}`,
        field: 'kind, metadata.name',
        rule: 'must have a value',
        remedy: 'Say what the document describes, or remove it.',
      });
    }
  }
  return { entities, problems };
}

const targetsOf = ({ entity }: WrittenEntity): string[] =>
  Array.isArray(entity.spec?.targets) ? entity.spec.targets.map(String) : [];

/**
 * Reads the file and all that its locations name, once each. A named file
 * that is missing and a file of the folder that nothing names are problems.
 */
export async function readCatalog(
  folder: string,
  rootFile: string,
): Promise<{ catalog: Catalog; problems: CatalogProblem[] }> {
  const present = await readdir(folder);
  const files = new Set([rootFile]);
  const entities: WrittenEntity[] = [];
  const problems: CatalogProblem[] = [];
  // The set grows while it is walked.
  for (const file of files) {
    const read = await readEntityFile(folder, file);
    entities.push(...read.entities);
    problems.push(...read.problems);
    for (const location of read.entities.filter(
      ({ entity }) => entity.kind === 'Location',
    )) {
      for (const target of targetsOf(location)) {
        const name = relative('.', normalize(target));
        if (present.includes(name)) {
          files.add(name);
        } else {
          problems.push({
            file,
            entity: location.ref,
            field: 'spec.targets',
            rule: `names "${target}", which does not exist`,
            remedy: 'Correct the name, or add the file.',
          });
        }
      }
    }
  }
  const unnamed = present.filter(
    file => file.endsWith('.yaml') && !files.has(file),
  );
  for (const file of unnamed) {
    problems.push({
      file,
      rule: 'is not read, because no location names it',
      remedy: `Add it to spec.targets of ${rootFile}.`,
    });
  }
  return { catalog: { folder, entities }, problems };
}
