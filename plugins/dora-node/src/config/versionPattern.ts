import { InputError } from '@backstage/errors';
import { escapeRegExp } from './textPattern';

/**
 * How a version names a commit of the service's own repository: by the tag it
 * is called after or by the commit's full or short SHA.
 */
export type VersionPattern = (
  version: string,
  service: string,
) => { by: 'tag'; tag: string } | { by: 'sha'; prefix: string } | undefined;

export const defaultVersionPatterns = ['{tag}', 'release-{sha}', '{sha}'];

/**
 * `pattern` is the version's form: `{tag}` or `{sha}` once, `*` for anything,
 * `{service}` for the entity's name (`registry.example/{service}:{tag}`,
 * `main-{sha}-*`). `tag` says how the tag is written where it differs from the
 * version (`v{tag}`, `{service}-v{tag}`).
 */
export function compileVersionPattern(options: {
  pattern: string;
  tag?: string;
}): VersionPattern {
  const { pattern, tag = '{tag}' } = options;
  checkPlaceholders(pattern, options.tag);
  const bySha = pattern.includes('{sha}');
  return (version, service) => {
    const groups = expressionFor(pattern, service).exec(version)?.groups;
    if (!groups) {
      return undefined;
    }
    return bySha
      ? { by: 'sha', prefix: groups.sha.toLowerCase() }
      : {
          by: 'tag',
          tag: tag
            .replaceAll('{service}', () => service)
            .replaceAll('{tag}', () => groups.tag),
        };
  };
}

function checkPlaceholders(pattern: string, tag?: string): void {
  const found = pattern.match(/\{[^{}]*\}/g) ?? [];
  const main = found.filter(one => one === '{tag}' || one === '{sha}');
  const strange = found.find(
    one => !['{tag}', '{sha}', '{service}'].includes(one),
  );
  if (strange) {
    throw new InputError(
      `${strange} in the version pattern "${pattern}" is not a placeholder; use {tag}, {sha} or {service}`,
    );
  }
  if (main.length !== 1) {
    throw new InputError(
      `The version pattern "${pattern}" must hold {tag} or {sha} exactly once`,
    );
  }
  if (tag !== undefined && (main[0] === '{sha}' || !tag.includes('{tag}'))) {
    throw new InputError(
      `The tag form "${tag}" must hold {tag} and go with a version pattern that has {tag}`,
    );
  }
}

function expressionFor(pattern: string, service: string): RegExp {
  const source = pattern
    .split(/(\{[^{}]*\}|\*)/)
    .map(part => {
      switch (part) {
        case '{tag}':
          return '(?<tag>.+)';
        case '{sha}':
          return '(?<sha>[0-9a-fA-F]{7,64})';
        case '{service}':
          return escapeRegExp(service);
        case '*':
          return '.*';
        default:
          return escapeRegExp(part);
      }
    })
    .join('');
  return new RegExp(`^${source}$`, 's');
}
