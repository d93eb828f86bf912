import fc from 'fast-check';
import { addressPreview, namePreview } from './namePreview';

it('gives names that are DNS labels, and two for two', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,80}$/);
  fc.assert(
    fc.property(part, part, fc.integer({ min: 1 }), (a, b, number) => {
      const of = (repository: string) => ({
        component: `component:default/${a}`,
        repository: `acme/${repository}`,
        number,
      });
      const name = namePreview('p-{component}-{repository}-{number}', of(b));
      expect(name).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
      expect(
        new URL(addressPreview('https://{repository}-{number}.example', of(b)))
          .hostname,
      ).toMatch(/\.example$/);
    }),
  );
  const long = (number: number) => ({
    component: `component:default/${'x'.repeat(70)}`,
    repository: 'acme/shop',
    number,
  });
  expect(namePreview('{component}-{number}', long(1))).not.toBe(
    namePreview('{component}-{number}', long(2)),
  );
});

it('keeps apart components whose names are numbers', () => {
  const name = (component: string) =>
    namePreview('{component}-pr-{number}', {
      component: `component:default/${component}`,
      repository: 'acme/shop',
      number: 7,
    });
  expect(name('123')).toBe('p-123-pr-7');
  expect(name('456')).toBe('p-456-pr-7');
});
