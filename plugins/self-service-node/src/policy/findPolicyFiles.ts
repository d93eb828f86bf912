import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';

export type PolicyText = { file: string; text: string };

/**
 * The YAML files of a folder and those below it, by name.
 *
 * @throws InputError when it cannot be read, or holds none
 */
export async function findPolicyFiles(folder: string): Promise<PolicyText[]> {
  const names = await listFiles(folder);
  const files = names.filter(name => /\.ya?ml$/.test(name)).sort();
  if (files.length === 0) {
    throw new InputError(
      `There is no policy in ${folder}; put files that end in .yaml there, or take the folder out.`,
    );
  }
  return Promise.all(
    files.map(async file => ({ file, text: await readFile(file, 'utf8') })),
  );
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, {
      recursive: true,
      withFileTypes: true,
    });
    return entries
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name));
  } catch (error) {
    throw new InputError(
      `The policies in ${folder} cannot be read; correct the folder or its permissions.`,
      error,
    );
  }
}
