import fc from 'fast-check';
import { CelError } from './Cel';
import { createCel } from './createCel';
import { celLimits } from './limits';

// A busy machine may take its time.
jest.setTimeout(120_000);

/**
 * Random programs: whatever somebody writes, reading and running it ends, in a
 * value or in a CelError that says why. That it ends is what the runner's own
 * time limit proves.
 */
const cel = createCel({ ...celLimits, steps: 20_000, deadline: 50 });

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('name', 'a', '^(a+)+$', '(', '1Gi', '10.0.0.0/8', '%s %d'),
);
const { expression } = fc.letrec<{ expression: string }>(tie => ({
  expression: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom(
      'object',
      'x',
      'y',
      'true',
      'null',
      '1',
      '2.5',
      '-1',
      '3u',
      '9223372036854775807',
      '[]',
      '{}',
      'b"a"',
    ),
    text.map(value => JSON.stringify(value)),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom(
          '+',
          '-',
          '*',
          '/',
          '%',
          '==',
          '!=',
          '<',
          '>=',
          'in',
          '&&',
          '||',
        ),
        tie('expression'),
      )
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('all', 'exists', 'exists_one', 'map', 'filter'),
        fc.constantFrom('x', 'y'),
        tie('expression'),
      )
      .map(([list, macro, name, body]) => `${list}.${macro}(${name}, ${body})`),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom(
          'matches',
          'find',
          'contains',
          'split',
          'join',
          'replace',
          'format',
          'indexOf',
          'orValue',
          'startsWith',
          'substring',
        ),
        fc.array(tie('expression'), { maxLength: 2 }),
      )
      .map(
        ([receiver, method, args]) =>
          `${receiver}.${method}(${args.join(', ')})`,
      ),
    fc
      .tuple(
        fc.constantFrom(
          'size',
          'string',
          'int',
          'double',
          'timestamp',
          'duration',
          'quantity',
          'url',
          'ip',
          'cidr',
          'type',
          'has',
          'dyn',
          'isoDuration',
          'unknown',
        ),
        tie('expression'),
      )
      .map(([name, argument]) => `${name}(${argument})`),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom(
          '.name',
          '.?name',
          '.labels',
          '["a"]',
          '[0]',
          '[?"a"]',
          '.constructor',
          '.__proto__',
        ),
      )
      .map(([receiver, access]) => `${receiver}${access}`),
    fc.array(tie('expression'), { maxLength: 4 }).map(items => `[${items}]`),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([key, value]) => `{${key}: ${value}}`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([condition, yes, no]) => `(${condition} ? ${yes} : ${no})`),
    tie('expression').map(inner => `!${inner}`),
  ),
}));

const data = {
  name: 'checkout',
  labels: { a: 'b', constructor: 'c', ['__proto__']: 'd' },
  list: Array.from({ length: 300 }, (_, n) => n),
  texts: Array(300).fill('a'.repeat(300)),
};

const outcomes = ['value', 'syntax', 'type', 'refused', 'evaluation', 'limit'];

/** How it ended. */
function outcome(source: string): string {
  try {
    const program = cel.compile(source, {
      variables: ['object', 'x', 'y'],
      result: 'any',
    });
    program.evaluate({
      object: cel.value(data),
      x: cel.value(data.list),
      y: cel.value(data.texts),
    });
    return 'value';
  } catch (error) {
    expect(error).toBeInstanceOf(CelError);
    expect((error as CelError).message).not.toContain('__step');
    return (error as CelError).kind;
  }
}

it('ends for any expression of the language', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(expression, source => {
      seen.add(outcome(source));
    }),
    { numRuns: 2000 },
  );
  // It got everywhere, and not only as far as the parser.
  expect([...seen]).toEqual(
    expect.arrayContaining(['value', 'evaluation', 'type', 'refused']),
  );
});

it('ends for any text', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '.',
    ',',
    '?',
    ':',
    '"',
    "'",
    '\\',
    'r"',
    "b'",
    '&&',
    '!',
    '-',
    '0x',
    '1e',
    'object',
    '.all(x, ',
    '.?',
    '//',
    '\n',
    '\u0000',
    '🦭',
    'in',
    '`',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces, { maxLength: 60 }).map(all => all.join('')),
      ),
      source => {
        expect(outcomes).toContain(outcome(source));
      },
    ),
    { numRuns: 1000 },
  );
});

it.each([
  '(',
  '[',
  '{',
  '!',
  '-',
  'a.',
  'a[',
  '[1].all(x,',
  'true?',
  '1+',
  'size(',
])('ends for %s thousands of times', piece => {
  for (const count of [10, 39, 41, 100, 900, 3900]) {
    const source = piece.repeat(count).slice(0, celLimits.expressionLength);
    expect(outcomes).toContain(outcome(source));
  }
});
