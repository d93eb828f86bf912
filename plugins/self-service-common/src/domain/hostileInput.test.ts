import fc from 'fast-check';
import { checkDuration } from './duration';
import { checkText, findHostileInput, inputLimits } from './hostileInput';

const fieldsOf = (inputs: unknown) =>
  findHostileInput(inputs).map(({ field }) => field);

describe('findHostileInput', () => {
  it('lets ordinary inputs through, in any language', () => {
    expect(
      findHostileInput({
        name: 'till-objects',
        labels: { owner: 'Zoë Müller', note: '支払い\tqueue\n', empty: '' },
        size: 3.5,
        on: true,
        none: null,
        list: [1, 'two', { three: 3 }],
      }),
    ).toEqual([]);
  });

  it.each([
    ['a NUL', 'a\u0000b', 'U+0000'],
    ['an escape', '\u001b[31m', 'U+001B'],
    ['a carriage return', 'a\rb', 'U+000D'],
    ['a C1 control', 'a\u0085b', 'U+0085'],
    ['text that runs the other way', 'a\u202eb', 'U+202E'],
    ['an isolate', 'a\u2066b', 'U+2066'],
    ['a space of no width', 'a\u200bb', 'U+200B'],
    ['a byte order mark', '\ufeffa', 'U+FEFF'],
    ['half a character', 'a\ud800b', 'U+D800'],
    ['a filler', 'a\u3164b', 'U+3164'],
    ['accents apart', 'Zoe\u0308', 'NFC'],
    ['too much text', 'x'.repeat(inputLimits.text + 1), '4001 characters'],
  ])('refuses %s, in a value and in a name', (_, text, rule) => {
    expect(findHostileInput({ labels: { note: text } })).toMatchObject([
      { field: 'labels.note', message: expect.stringContaining(rule) },
    ]);
    expect(findHostileInput({ labels: { [text]: 'x' } })).toHaveLength(1);
  });

  it('refuses the names of prototypes, at any depth', () => {
    expect(
      findHostileInput(
        JSON.parse(
          '{"__proto__": {"platform": true}, "a": {"constructor": 1}}',
        ),
      ),
    ).toMatchObject([
      { message: expect.stringContaining("'__proto__'") },
      { message: expect.stringContaining("'constructor'") },
    ]);
  });

  it('refuses what is too deep, too large or not a number', () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? 'end' : { a: nested(levels - 1) };
    expect(fieldsOf(nested(inputLimits.depth))).toEqual([]);
    expect(fieldsOf(nested(inputLimits.depth + 1))).toHaveLength(1);
    expect(fieldsOf(nested(5_000))).toHaveLength(1);
    expect(
      fieldsOf({ list: Array.from({ length: 10_000 }, (_, n) => n) }),
    ).toEqual(['']);
    expect(fieldsOf({ a: Infinity, b: Number.NaN, c: 2 ** 60 })).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('keeps what cannot be seen out of its own answers', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'binary' }),
        ),
        inputs => {
          for (const { field, message } of findHostileInput(inputs)) {
            expect(
              checkText(`${field}${message}`.slice(0, 300)),
            ).toBeUndefined();
          }
        },
      ),
    );
  });
});

describe('checkText', () => {
  it('lets prose have what joins letters, and nothing that turns them round', () => {
    const prose = (text: string) => checkText(text, { prose: true });
    expect(prose('می‌خواهم 👩‍🚒 Zoe\u0308\nnext line')).toBeUndefined();
    expect(prose('a\u202eb')).toContain('U+202E');
    expect(prose('a\u0007b')).toContain('U+0007');
  });
});

describe('checkDuration', () => {
  it('takes ISO 8601 durations longer than nothing, and not for ever', () => {
    expect(['P30D', 'PT8H', 'P1M', 'P1W', 'P3650D'].map(checkDuration)).toEqual(
      Array(5).fill(undefined),
    );
    for (const text of [
      '30d',
      '',
      'P',
      'PT0S',
      'P-3D',
      'P4000D',
      'P1D; drop',
    ]) {
      expect(checkDuration(text)).toMatch(/^must be/);
    }
  });
});
