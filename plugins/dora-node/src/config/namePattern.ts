import { InputError } from '@backstage/errors';
import { escapeRegExp } from './textPattern';

/**
 * A test for names: a glob over the whole name (`*` any characters, `?` one),
 * or a regular expression between slashes (`/^v\d+$/`), which matches anywhere.
 */
export function compileNamePattern(pattern: string): (name: string) => boolean {
  const expression =
    pattern.length > 2 && pattern.startsWith('/') && pattern.endsWith('/')
      ? regularExpression(pattern)
      : glob(pattern);
  return name => expression.test(name);
}

function regularExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern.slice(1, -1), 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${pattern} is not a regular expression: ${reason}`);
  }
}

function glob(pattern: string): RegExp {
  const source = pattern
    .split(/([*?])/)
    .map(part => ({ '*': '.*', '?': '.' }[part] ?? escapeRegExp(part)))
    .join('');
  return new RegExp(`^${source}$`, 'su');
}
