import { PlanItem } from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import {
  documentsOf,
  Files,
  fileNames,
  fileOf,
  keyOf,
  kustomizationFile,
  requestFile,
} from './files';
import { Folder } from './readFolder';

const ownNames: ReadonlySet<string> = new Set([
  ...Object.values(fileNames),
  kustomizationFile,
  requestFile,
  // A controller refuses a folder with more than one of these.
  'kustomization.yml',
  'Kustomization',
]);

/**
 * Whether a file is one that Slipway writes or removes. What has another name
 * was put there by somebody else, and stays as it is.
 */
export function isOwnName(name: string): boolean {
  return ownNames.has(name);
}

/** Names of what others put into a folder. */
export function foreignNames({ files, others }: Folder): string[] {
  return [...files.keys(), ...others].filter(name => !isOwnName(name)).sort();
}

const kustomizationSchema = z.looseObject({
  resources: z.array(z.string()).default([]),
});

/** What of others' the folder's kustomization lists; it stays listed. */
export function listedForeign(folder: Folder): string[] {
  const foreign = new Set(foreignNames(folder));
  return listed(folder.files).filter(name => foreign.has(name));
}

/**
 * What somebody else wrote into the files whose names are ours: writing them
 * would lose it. For people.
 */
export function lostByWriting(
  folder: Folder,
  items: readonly PlanItem[],
): string[] {
  const { files, others } = folder;
  return [
    ...[...files.keys()]
      .filter(isOwnName)
      .flatMap(name =>
        name === kustomizationFile
          ? lostOfKustomization(folder)
          : lostOfFile(files, name, items),
      ),
    ...others.filter(isOwnName),
  ];
}

function lostOfFile(
  files: Files,
  name: string,
  items: readonly PlanItem[],
): string[] {
  const planned = new Set(
    items.filter(({ type }) => fileOf(type) === name).map(({ key }) => key),
  );
  const { documents, problem } = documentsOf(files.get(name) ?? '');
  if (problem || planned.size === 0) {
    return [name];
  }
  return documents
    .map(keyOf)
    .filter(key => key === undefined || !planned.has(key))
    .map(key => (key ? `${key} in ${name}` : name));
}

function lostOfKustomization(folder: Folder): string[] {
  const { documents } = documentsOf(folder.files.get(kustomizationFile) ?? '');
  const known = ['apiVersion', 'kind', 'resources'];
  const foreign = new Set(foreignNames(folder));
  const more = documents.flatMap(Object.keys).filter(k => !known.includes(k));
  const elsewhere = listed(folder.files).filter(
    name => !isOwnName(name) && !foreign.has(name),
  );
  return [...more, ...elsewhere].map(what => `${what} in ${kustomizationFile}`);
}

function listed(files: Files): string[] {
  const [document] = documentsOf(files.get(kustomizationFile) ?? '').documents;
  const parsed = kustomizationSchema.safeParse(document);
  return parsed.success ? parsed.data.resources : [];
}
