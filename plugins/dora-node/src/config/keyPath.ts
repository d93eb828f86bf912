import { InputError } from '@backstage/errors';
import {
  Captures,
  compileTextPattern,
  Placeholder,
  placeholdersIn,
} from './textPattern';

type Matcher = ReturnType<typeof compileTextPattern>;

type Step =
  | { kind: 'key'; matches: Matcher }
  | { kind: 'index'; index: number }
  | { kind: 'item'; field: string; matches: Matcher };

/** A value that a key path leads to, and what its placeholders stood for. */
export type KeyMatch = { captures: Captures; value: unknown };

export type KeyPath = {
  placeholders: Set<Placeholder>;
  find(document: unknown, known: Captures): KeyMatch[];
};

const segment =
  /\.?(?:\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\[([^\]=]+)=([^\]]+)\]|([^.[\]]+))/y;

/**
 * Parses where a file keeps a version: keys with dots between (`image.tag`), a
 * key that has dots itself in quotes (`labels["app.kubernetes.io/version"]`), a
 * place in a list (`images[0].newTag`) or its item by a field
 * (`images[name={service}].newTag`). Keys and items may hold `{service}` and
 * `{environment}`; unless the file's path said which, each match is one.
 */
export function parseKeyPath(text: string): KeyPath {
  const steps: Step[] = [];
  segment.lastIndex = 0;
  while (segment.lastIndex < text.length) {
    const at = segment.lastIndex;
    const match = segment.exec(text);
    if (!match || (at === 0 && text.startsWith('.'))) {
      throw new InputError(
        `"${text}" is not a key path (see character ${
          at + 1
        }); write keys with dots between, such as image.tag or images[name={service}].newTag`,
      );
    }
    steps.push(stepOf(match));
  }
  if (steps.length === 0) {
    throw new InputError('A key path must name at least one key');
  }
  return {
    placeholders: placeholdersIn(text),
    find: (document, known) =>
      steps.reduce<KeyMatch[]>(
        (matches, step) => matches.flatMap(match => follow(step, match)),
        [{ captures: known, value: document }],
      ),
  };
}

function stepOf(match: RegExpExecArray): Step {
  const [, quoted, index, field, item, bare] = match;
  if (index !== undefined) {
    return { kind: 'index', index: Number(index) };
  }
  if (field !== undefined) {
    return { kind: 'item', field, matches: compileTextPattern(item) };
  }
  const key = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
  return { kind: 'key', matches: compileTextPattern(key) };
}

function follow(step: Step, { captures, value }: KeyMatch): KeyMatch[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if (step.kind === 'key') {
    return Array.isArray(value)
      ? []
      : Object.entries(value).flatMap(([key, below]) =>
          kept(step.matches(key, captures), below),
        );
  }
  if (!Array.isArray(value)) {
    return [];
  }
  if (step.kind === 'index') {
    return step.index < value.length
      ? [{ captures, value: value[step.index] }]
      : [];
  }
  return value.flatMap(item => {
    const named = fieldOf(item, step.field);
    return typeof named === 'string'
      ? kept(step.matches(named, captures), item)
      : [];
  });
}

function kept(captures: Captures | undefined, value: unknown): KeyMatch[] {
  return captures ? [{ captures, value }] : [];
}

function fieldOf(item: unknown, field: string): unknown {
  return typeof item === 'object' && item !== null && Object.hasOwn(item, field)
    ? Reflect.get(item, field)
    : undefined;
}
