import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadPolicies, PolicySet } from '@slipway/plugin-self-service-node';
import { parse } from 'yaml';
import { z } from 'zod';
import { CliContext } from '../../context';
import { UsageError } from '../../errors';

/** Where policies are looked for when no folder is named. */
const defaultFolder = 'policies';

export const folderHelp = `folders of policy files (default: ${defaultFolder})`;

/**
 * The policies of the folders that were named.
 *
 * @param paramsFile - YAML of values by policy, as in selfService.policies.params
 * @throws UsageError when there is no such folder or file
 * @throws InputError that names what is wrong in a file, with its line
 */
export async function readPolicies(
  context: CliContext,
  folders: string[],
  paramsFile?: string,
): Promise<PolicySet> {
  const named = folders.length > 0 ? folders : [defaultFolder];
  const paths = named.map(folder => resolve(context.cwd, folder));
  for (const [index, path] of paths.entries()) {
    await assertFolder(path, named[index]);
  }
  return loadPolicies({
    folders: paths,
    params: paramsFile ? await readParams(context, paramsFile) : {},
    now: context.now,
  });
}

/** @throws UsageError when it cannot be read as YAML of the schema's shape */
export async function readYaml<T>(
  context: CliContext,
  file: string,
  schema: z.ZodType<T>,
): Promise<T> {
  let content: unknown;
  try {
    content = parse(await readFile(resolve(context.cwd, file), 'utf8'), {
      merge: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be read: ${reason}`);
  }
  const result = schema.safeParse(content ?? {});
  if (!result.success) {
    throw new UsageError(`${file}: ${z.prettifyError(result.error)}`);
  }
  return result.data;
}

function readParams(context: CliContext, file: string) {
  const schema = z.record(z.string(), z.record(z.string(), z.json()));
  return readYaml(context, file, schema);
}

async function assertFolder(path: string, named: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new UsageError(
      `There is no folder ${named} here. Say which folders the policies are in.`,
    );
  }
}
