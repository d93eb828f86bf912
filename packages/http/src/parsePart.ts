import { InputError } from '@backstage/errors';
import { z } from 'zod';

const shownProblems = 20;

/**
 * Reads a request's part by its schema.
 *
 * @throws InputError that names each field, what it held and the rule it breaks
 */
export function parsePart<T extends z.ZodType>(
  schema: T,
  part: 'query' | 'body' | 'path',
  value: unknown,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const { issues } = result.error;
  const problems = issues
    .slice(0, shownProblems)
    .map(issue => describeIssue(issue, value));
  const more = issues.length - problems.length;
  throw new InputError(
    `The ${part} is not valid; correct it and send it again, nothing was stored. ${problems.join(
      '; ',
    )}${more > 0 ? `; and ${more} more` : ''}`,
  );
}

function describeIssue(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const place = issue.path.length > 0 ? ` in ${issue.path.join('.')}` : '';
    const keys = issue.keys.map(key => key.slice(0, 80)).join(', ');
    return `${keys}${place}: not a known field, remove it`;
  }
  const found = issue.path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );
  return `${issue.path.join('.') || 'value'} (${show(found)}): ${
    issue.message
  }`;
}

/** Of a list or an object only that it is one: it may be as deep as its size allows. */
function show(found: unknown): string {
  if (found === undefined) {
    return 'missing';
  }
  if (typeof found === 'object' && found !== null) {
    return Array.isArray(found) ? 'a list' : 'an object';
  }
  return JSON.stringify(found).slice(0, 80);
}
