import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { hasCode } from './hasCode';

/**
 * Writes JSON that only this account may read (mode 0600). The file is
 * replaced at once: whoever reads it sees the old content or the new.
 */
export async function writePrivateJson(
  path: string,
  content: unknown,
): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, {
      mode: 0o600,
    });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * Reads JSON of a known shape; `undefined` when there is no such file.
 *
 * @throws InputError when the content is not of that shape.
 */
export async function readPrivateJson<T>(
  path: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new InputError(
      `${path} is damaged. Restore it from a backup, or begin anew with --reset, which removes the data.`,
    );
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
