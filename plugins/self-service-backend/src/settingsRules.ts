import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  environmentClasses,
  quotaScopes,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';

/** The full reference in lower case; undefined when it names no group. */
export function readGroupRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text);
    return ref.kind.toLocaleLowerCase('en-US') === 'group'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What of a limit says for whom it is. */
type QuotaSetting = {
  scope: (typeof quotaScopes)[number];
  subject: string;
  environmentClass?: string;
  metric: string;
};

/** What is wrong with whom a limit is for; undefined when nothing. */
export function describeWrongSubject(value: QuotaSetting): string | undefined {
  const { scope, subject } = value;
  if (scope !== 'team' && value.environmentClass !== undefined) {
    return `environmentClass narrows a limit of a team; for the scope ${scope} leave it out`;
  }
  if (subject === '*' || scope === 'cost-center') {
    return undefined;
  }
  if (scope === 'team') {
    return readGroupRef(subject) === subject
      ? undefined
      : `"${subject}" is not the full reference of a group in lower case; write, for example, group:default/checkout, or "*" for each team`;
  }
  return environmentClasses.some(known => known === subject)
    ? undefined
    : `"${subject}" is not a class of environments; use ${environmentClasses.join(
        ', ',
      )} or "*" for each`;
}

/** Limits with equal keys are limits of the same. */
export function quotaKey(value: QuotaSetting): unknown[] {
  return [value.scope, value.subject, value.environmentClass, value.metric];
}

/** Of two alike one would silently win. */
export function refuseRepeated<T>(keyOf: (value: T) => unknown[]) {
  return (values: T[], context: z.RefinementCtx) => {
    const seen = new Set<string>();
    values.forEach((value, index) => {
      const key = JSON.stringify(keyOf(value));
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path: [index],
          message: `there are two for ${keyOf(value)
            .filter(part => part !== undefined)
            .join(', ')}; keep one of them`,
        });
      }
      seen.add(key);
    });
  };
}
