import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { CelError } from './Cel';
import { createCel } from './createCel';

jest.setTimeout(120_000);

const cel = createCel();

describe('an expression with the guards in it', () => {
  const { number } = fc.letrec<
    Record<'number' | 'truth' | 'text' | 'list', string>
  >(tie => ({
    number: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('0', '7', 'object.n', '(-3)'),
      fc
        .tuple(
          tie('number'),
          fc.constantFrom('+', '-', '*', '/', '%'),
          tie('number'),
        )
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      tie('list').map(list => `size(${list})`),
      tie('text').map(value => `${value}.size()`),
      fc
        .tuple(tie('truth'), tie('number'), tie('number'))
        .map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
    ),
    truth: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('true', 'false', 'object.t'),
      fc
        .tuple(
          tie('number'),
          fc.constantFrom('<', '>=', '==', '!='),
          tie('number'),
        )
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(tie('truth'), fc.constantFrom('&&', '||'), tie('truth'))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(tie('number'), tie('list'))
        .map(([a, list]) => `(${a} in ${list})`),
      fc.tuple(tie('list'), tie('list')).map(([a, b]) => `(${a} == ${b})`),
      fc
        .tuple(
          tie('list'),
          fc.constantFrom('all', 'exists', 'exists_one'),
          tie('number'),
        )
        .map(([list, macro, a]) => `${list}.${macro}(i, i > ${a})`),
      fc
        .tuple(
          tie('text'),
          fc.constantFrom('contains', 'startsWith', 'matches'),
          fc.constantFrom('"a"', '"ab"', '""'),
        )
        .map(([a, method, b]) => `${a}.${method}(${b})`),
      tie('truth').map(inner => `!${inner}`),
    ),
    text: fc.oneof(
      { depthSize: 'small' },
      fc.string({ maxLength: 4 }).map(value => JSON.stringify(value)),
      fc.constant('object.s'),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
      tie('number').map(a => `string(${a})`),
    ),
    list: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('object.list', '[1, 2, 3]'),
      fc
        .array(tie('number'), { minLength: 1, maxLength: 3 })
        .map(items => `[${items}]`),
      fc
        .tuple(tie('list'), tie('number'))
        .map(([list, a]) => `${list}.map(j, j + ${a})`),
      fc
        .tuple(tie('list'), tie('truth'))
        .map(([list, a]) => `${list}.filter(j, j > 1 && ${a})`),
      fc.tuple(tie('list'), tie('list')).map(([a, b]) => `(${a} + ${b})`),
    ),
  }));
  const small = { n: 3, t: true, s: 'abc', list: [1, 5, 9] };
  const plain = new Environment({
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
  }).registerVariable('object', 'dyn');

  const tooLarge = new Set<string>(['limit', 'refused']);
  const attempt = (run: () => unknown) => {
    try {
      return { value: run() };
    } catch (error) {
      // Too large for us says nothing about what it means.
      fc.pre(!(error instanceof CelError && tooLarge.has(error.kind)));
      return 'error';
    }
  };

  it('means what it meant without them', () => {
    const variables = { object: cel.value(small) };
    fc.assert(
      fc.property(number, source => {
        const guarded = attempt(() =>
          cel
            .compile(source, { variables: ['object'], result: 'any' })
            .evaluate(variables),
        );
        const bare = attempt(() => plain.evaluate(source, variables));
        expect(guarded).toEqual(bare);
      }),
      { numRuns: 1000 },
    );
  });
});
