/** A field that breaks a rule, with the rule and what to do about it. */
export type Problem = { field: string; message: string };

/** Limits on what a request may hold, whatever its kind. */
export const inputLimits = {
  depth: 8,
  /** Values, counted at every level. */
  values: 2_000,
  /** UTF-16 code units. */
  text: 4_000,
  key: 256,
} as const;

/** Names that JavaScript gives a meaning of its own. */
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Control characters but tab and line feed, what changes the direction of the
 * text around it, and halves of a character: a reader and a program would not
 * see the same.
 */
const hidden =
  /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]|\p{Surrogate}/u;

/** In identifiers also what has no width; prose needs joiners, names do not. */
const invisible =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u3164\ufe00-\ufe0f\ufeff\uffa0]/u;

const everyHidden = new RegExp(`${hidden.source}|${invisible.source}`, 'gu');

/**
 * Whether a text is safe to store, to compare and to show.
 *
 * @returns the rule that it breaks, with the remedy; undefined when it is fine
 */
export function checkText(
  text: string,
  options: { prose?: boolean } = {},
): string | undefined {
  if (text.length > inputLimits.text) {
    return `is ${text.length} characters long; at most ${inputLimits.text} are allowed`;
  }
  const bad =
    hidden.exec(text) ?? (options.prose ? null : invisible.exec(text));
  if (bad) {
    return `has the character ${nameOf(
      bad[0],
    )}, which cannot be seen; remove it`;
  }
  return options.prose || text === text.normalize('NFC')
    ? undefined
    : 'has letters and accents apart (Unicode form NFD); write them as one character (NFC)';
}

/**
 * Looks through the inputs of a request before anything else does, since what
 * follows may trust them to be small, plain and readable.
 */
export function findHostileInput(inputs: unknown): Problem[] {
  const problems: Problem[] = [];
  let values = 0;
  const visit = (value: unknown, field: string, depth: number) => {
    values += 1;
    if (values > inputLimits.values) {
      return;
    }
    if (depth > inputLimits.depth) {
      problems.push({
        field,
        message: `is nested deeper than ${inputLimits.depth} levels; flatten it`,
      });
      return;
    }
    if (typeof value === 'string') {
      report(problems, field, checkText(value));
    } else if (typeof value === 'number' && !isExact(value)) {
      problems.push({
        field,
        message: `is ${value}, which cannot be kept exactly; use a number between ±2^53`,
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const name = depth === 0 ? toName(key) : `${field}.${toName(key)}`;
        report(problems, name, checkKey(key));
        visit(inner, name, depth + 1);
      }
    }
  };
  visit(inputs, '', 0);
  if (values > inputLimits.values) {
    problems.push({
      field: '',
      message: `The request has more than ${inputLimits.values} values; ask for less at once`,
    });
  }
  return problems;
}

function checkKey(key: string): string | undefined {
  if (prototypeKeys.has(key)) {
    return `'${key}' is not allowed as the name of a field; use another`;
  }
  if (key.length > inputLimits.key) {
    return `has a name longer than ${inputLimits.key} characters; shorten it`;
  }
  return checkText(key);
}

/** A field's name as it can be shown, whatever somebody sent. */
function toName(key: string): string {
  return key
    .slice(0, inputLimits.key)
    .replace(everyHidden, nameOf)
    .normalize('NFC');
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function report(problems: Problem[], field: string, message?: string) {
  if (message !== undefined) {
    problems.push({ field, message });
  }
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
