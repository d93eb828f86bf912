import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { CliContext } from '../../context';
import { UsageError } from '../../errors';

/**
 * Fields from a YAML or JSON file; none when no file is named.
 *
 * @throws UsageError when it cannot be read or holds something else
 */
export async function readFieldsFile(
  context: CliContext,
  file: unknown,
): Promise<Record<string, unknown>> {
  if (typeof file !== 'string') {
    return {};
  }
  const path = resolve(context.cwd, file);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`--file: ${path} cannot be read.`);
  });
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    const [reason] = String(error).split('\n');
    throw new UsageError(`--file: ${path} is not valid YAML: ${reason}`);
  }
  if (
    typeof content !== 'object' ||
    content === null ||
    Array.isArray(content)
  ) {
    throw new UsageError(
      `--file: ${path} must hold fields, such as 'name: shop'.`,
    );
  }
  return { ...content };
}
