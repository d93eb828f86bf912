import { JsonObject, JsonValue } from '@slipway/plugin-self-service-common';

/** What stands in the place of a secret. */
export const redacted = '[redacted]';

/**
 * Last words of a name whose text is a secret. `secretName` and
 * `tokenExpiresAt` are not: they end in another word.
 */
const secretWords = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'kubeconfig',
  'authorization',
  'cookie',
  'credential',
  'privatekey',
  'accesskey',
  'apikey',
  'clientkey',
  'clientkeydata',
  'signingkey',
];

const assigned =
  'client-key-data|password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key';

/** Secrets by their own looks, wherever they stand in a text. */
const secretTexts: Array<[pattern: RegExp, replacement: string]> = [
  [
    /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
    redacted,
  ],
  // A JSON Web Token: two or three parts, the first of which begins {"
  [/\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/g, redacted],
  [/\b(bearer|basic)\s+[\w+/.~=-]{12,}/gi, `$1 ${redacted}`],
  // Tokens that their makers gave a mark to be found by.
  [
    /\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeoprs]-|npm_)[\w-]{12,}/g,
    redacted,
  ],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, redacted],
  // user:password@ of an address
  [/(:\/\/[^\s/:@]{1,200}):[^\s/@]{1,400}@/g, `$1:${redacted}@`],
  // password: … and token=… in a line of YAML, of a command or of a log
  [
    new RegExp(
      `((?:^|[^a-z0-9])(?:[a-z0-9]{1,40}[-_]){0,8}(?:${assigned})["']?\\s{0,4}[:=]\\s{0,4})(?!\\[redacted\\])(?:"[^"\\n]{3,}"|'[^'\\n]{3,}'|[^\\s"',;{}[\\]]{6,})`,
      'gi',
    ),
    `$1${redacted}`,
  ],
];

/**
 * Takes whatever looks like a secret out of a text, and what PostgreSQL's text
 * cannot hold: NUL and halves of a surrogate pair.
 */
export function redactText(text: string): string {
  return secretTexts.reduce(
    (clean, [pattern, replacement]) => clean.replace(pattern, replacement),
    text.replace(/\0|\p{Surrogate}/gu, '\ufffd'),
  );
}

/**
 * A copy of what a record would keep, as JSON can hold it, without anything
 * that looks like a secret: by the name of its key, by the name beside it
 * (`{name: 'DB_PASSWORD', value}`, `{path: 'spec.token', before, after}`), or
 * by the looks of the text. It is the last guard, not the first: whoever makes
 * a record leaves secrets out.
 */
export function redactSecrets(value: JsonObject): JsonObject {
  return redactObject(value, false);
}

function redactValue(value: unknown, secret: boolean): JsonValue {
  if (typeof value === 'string') {
    return secret && value !== '' ? redacted : redactText(value);
  }
  if (Array.isArray(value)) {
    return value.map(item => redactValue(item, secret));
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (typeof value === 'object' && value !== null) {
    return redactObject(value, secret);
  }
  return isPlain(value) ? value : null;
}

function redactObject(value: object, secret: boolean): JsonObject {
  const named = Object.entries(value).some(
    ([key, inner]) =>
      ['name', 'key', 'path', 'label', 'field'].includes(key) &&
      typeof inner === 'string' &&
      isSecretName(inner),
  );
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => {
        const isHidden =
          isSecretName(key) ||
          (named && ['value', 'before', 'after', 'default'].includes(key));
        return [redactText(key), redactValue(inner, secret || isHidden)];
      }),
  );
}

function isSecretName(name: string): boolean {
  const last = name.split(/[./[\]]/).findLast(word => word !== '') ?? '';
  const plain = last.toLowerCase().replace(/[^a-z0-9]/g, '');
  return secretWords.some(
    word => plain.endsWith(word) || plain.endsWith(`${word}s`),
  );
}

function isPlain(value: unknown): value is boolean | number {
  return typeof value === 'boolean' || Number.isFinite(value);
}
