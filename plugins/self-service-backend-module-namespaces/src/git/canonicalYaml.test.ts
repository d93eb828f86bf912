import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { canonicalYaml } from './canonicalYaml';

const readAs = (text: string, version: '1.1' | '1.2') =>
  parseAllDocuments(text, { version }).map(document => document.toJS());

describe('canonicalYaml', () => {
  it('quotes what some reader takes for something else', () => {
    const words = [
      'on',
      'y',
      'No',
      'null',
      '1e3',
      '0o7',
      '12:30',
      '~',
      '=',
      '<<',
    ];
    const text = canonicalYaml(words);
    expect(text.match(/"/g)).toHaveLength(words.length * 2);
    expect(canonicalYaml({ on: 'a b', port: 53, mount: false })).toBe(
      ['mount: false', '"on": a b', 'port: 53', ''].join('\n'),
    );
  });

  it('reads back the same by both versions of YAML, whatever is in it', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'yes',
        '---',
        'a: b\n---\nkind: Secret',
        '&a',
        '!!js',
        '0x1f',
      ),
      fc.integer(),
      fc.boolean(),
    );
    const value = fc.dictionary(
      fc
        .string({ unit: 'grapheme', maxLength: 12 })
        .filter(key => key !== '__proto__'),
      fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })),
    );
    fc.assert(
      fc.property(value, value, (one, two) => {
        const text = canonicalYaml(one, two);
        const plain = JSON.parse(JSON.stringify([one, two]));
        expect(readAs(text, '1.2')).toEqual(plain);
        expect(readAs(text, '1.1')).toEqual(plain);
        const turned = Object.fromEntries(Object.entries(one).reverse());
        expect(canonicalYaml(turned, two)).toBe(text);
      }),
    );
  });
});
