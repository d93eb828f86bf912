import fc from 'fast-check';
import { entityNameOf, entityRefOf } from './entityRef';

const id = '8c1d1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11';
const resource = (kind: string, name: string, target: string) => ({
  id,
  kind,
  name,
  target,
});

describe('entityRefOf', () => {
  it('is made of kind, name and target', () => {
    expect(entityRefOf(resource('namespace', 'checkout-dev', 'eu-1'))).toBe(
      'resource:default/namespace.checkout-dev.eu-1',
    );
  });

  it.each([
    ['is too long', 'a'.repeat(60), `namespace.${'a'.repeat(20)}`],
    ['has upper case', 'Shop', 'namespace.shop'],
    ['has other letters', 'ナムスペース', 'namespace'],
    ['ends in a dash', 'shop-', 'namespace.shop'],
  ])('ends in the id when the name %s', (_, name, start) => {
    expect(entityNameOf(resource('namespace', name, 'git'))).toBe(
      `${start}_${id.replaceAll('-', '')}`,
    );
  });

  it('is a name that the catalog takes, and no two resources share one', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const name = fc.oneof(
      fc.stringMatching(/^[a-zA-Z0-9._-]{1,70}$/),
      fc.constantFrom('a', 'a.b', 'a.b.c', 'a_b', 'A'),
      fc.string({ maxLength: 80 }),
    );
    const any = fc.record({
      id: fc.uuid(),
      kind: fc.oneof(word, fc.constantFrom('a', 'a-b'), fc.string()),
      name,
      target: fc.oneof(word, fc.constantFrom('b', 'b-c', 'a_b'), fc.string()),
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        fc.pre(one.id !== other.id);
        const first = entityNameOf(one);
        expect(first).toMatch(/^[a-z0-9]([-a-z0-9_.]*[a-z0-9])?$/);
        expect(first.length).toBeLessThanOrEqual(63);
        const same =
          one.kind === other.kind &&
          one.name === other.name &&
          one.target === other.target;
        expect(same || first !== entityNameOf(other)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
