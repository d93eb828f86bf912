import { z } from 'zod';
import { parsePart } from './parsePart';

const schema = z.strictObject({
  name: z.string().max(5),
  limits: z.array(z.number()).max(2).optional(),
});

const refusal = (value: unknown): string => {
  try {
    parsePart(schema, 'body', value);
    return '';
  } catch (error) {
    return `${error}`;
  }
};

describe('parsePart', () => {
  it('gives what the schema makes of it', () => {
    expect(parsePart(schema, 'body', { name: 'till' })).toEqual({
      name: 'till',
    });
  });

  it('names each field, what it held and the rule', () => {
    expect(refusal({ name: 'checkout', limits: [1, 'x'], extra: 1 })).toMatch(
      /^InputError: The body is not valid.*name \("checkout"\): .*limits\.1 \("x"\): .*extra: not a known field, remove it/,
    );
    expect(refusal({})).toMatch(/name \(missing\)/);
    expect(refusal(undefined)).toMatch(/value \(missing\)/);
  });

  it('reads no field that the value only inherits', () => {
    expect(() =>
      parsePart(z.object({ constructor: z.string() }), 'query', {}),
    ).toThrow(/constructor \(missing\)/);
  });

  it('says of something deep only what it is', () => {
    const deep = JSON.parse(`${'['.repeat(9000)}${']'.repeat(9000)}`);
    expect(refusal({ name: deep })).toMatch(/name \(a list\)/);
    expect(refusal({ name: { a: deep } })).toMatch(/name \(an object\)/);
  });
});
