import fc from 'fast-check';
import { readQuantity } from './quantity';

describe('readQuantity', () => {
  it.each([
    ['1', 10n ** 9n],
    ['+.5', 5n * 10n ** 8n],
    ['-1.', -(10n ** 9n)],
    ['100n', 100n],
    ['0.1n', 1n],
    ['-0.1n', -1n],
    ['0.5Gi', 2n ** 29n * 10n ** 9n],
    ['1E', 10n ** 27n],
    ['1E2', 10n ** 11n],
    ['25e-1', 25n * 10n ** 8n],
  ])('reads %s', (text, billionths) => {
    expect(readQuantity(text)).toBe(billionths);
  });

  it.each(['', '.', 'one', '1 ', '1GB', '1K', '1mi', '0x1f', '1e', '--1'])(
    'refuses %j',
    text => {
      expect(readQuantity(text)).toBeUndefined();
    },
  );

  it('adds up as the amounts do, whatever they are written in', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), amount => {
        expect(readQuantity(`${amount}Ki`)).toBe(
          readQuantity(`${amount * 1024n}`),
        );
        expect(readQuantity(`${amount * 1000n}m`)).toBe(
          readQuantity(`${amount}`),
        );
      }),
    );
  });
});
