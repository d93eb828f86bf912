import { InputError } from '@backstage/errors';

export const placeholders = ['service', 'environment'] as const;
export type Placeholder = (typeof placeholders)[number];

/** What `{service}` and `{environment}` stood for. */
export type Captures = Partial<Record<Placeholder, string>>;

const anyPlaceholder = /\{([^{}]*)\}/g;

/** The placeholders a pattern has; throws an InputError for one we do not know. */
export function placeholdersIn(pattern: string): Set<Placeholder> {
  const found = new Set<Placeholder>();
  for (const [whole, name] of pattern.matchAll(anyPlaceholder)) {
    const known = placeholders.find(placeholder => placeholder === name);
    if (!known) {
      throw new InputError(
        `${whole} in "${pattern}" is not a placeholder; use {service} or {environment}`,
      );
    }
    found.add(known);
  }
  return found;
}

/**
 * A pattern with `{service}` and `{environment}` as a function. Each stands for
 * 1 to 200 characters but `/`; one that is known already, or that comes
 * twice, stands for the same text. Returns everything captured, or undefined.
 */
export function compileTextPattern(
  pattern: string,
): (text: string, known?: Captures) => Captures | undefined {
  const used = placeholdersIn(pattern);
  if (used.size === 0) {
    return (text, known = {}) => (text === pattern ? known : undefined);
  }
  const seen = new Set<string>();
  const source = pattern
    .split(anyPlaceholder)
    .map((part, index) => {
      if (index % 2 === 0) {
        return escapeRegExp(part);
      }
      const repeated = seen.has(part);
      seen.add(part);
      return repeated ? `\\k<${part}>` : `(?<${part}>[^/\\p{Cc}]{1,200})`;
    })
    .join('');
  const expression = new RegExp(`^${source}$`, 'su');
  return (text, known = {}) => {
    const groups = expression.exec(text)?.groups;
    const agrees =
      groups &&
      [...used].every(name => !known[name] || known[name] === groups[name]);
    return agrees ? { ...known, ...groups } : undefined;
  };
}

/** Puts the captured texts in; a placeholder without one stays as it is. */
export function fillPattern(pattern: string, captures: Captures): string {
  return pattern.replace(anyPlaceholder, (whole, name: string) => {
    const known = placeholders.find(placeholder => placeholder === name);
    return (known && captures[known]) ?? whole;
  });
}

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
