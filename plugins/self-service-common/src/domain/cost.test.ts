import fc from 'fast-check';
import Decimal from 'decimal.js';
import {
  describeCost,
  estimateCost,
  findPrice,
  Price,
  PriceBook,
} from './cost';

const price = (fields: Partial<Price>): Price => ({
  sku: 'disk',
  title: 'Disk',
  unit: 'GiB',
  unitPrice: '0.10',
  validFrom: '2026-01-01',
  source: 'list',
  ...fields,
});
const book = (...entries: Price[]): PriceBook => ({ currency: 'EUR', entries });
const demand = { sku: 'disk', title: 'Disk', unit: 'GiB', quantity: 3 };
const march = new Date('2026-03-01T00:00:00Z');

describe('findPrice', () => {
  it('takes the newest that has begun, in UTC, whatever the order of the book', () => {
    const old = price({ validFrom: '2025-01-01' });
    const current = price({ validFrom: '2026-03-01' });
    const next = price({ validFrom: '2026-03-02' });
    const options = { sku: 'disk', unit: 'GiB', at: march };
    expect(findPrice(book(next, current, old), options)).toBe(current);
    expect(
      findPrice(book(next, current, old), {
        ...options,
        at: new Date('2026-02-28T23:59:59.999Z'),
      }),
    ).toBe(old);
    expect(
      findPrice(book(old), {
        ...options,
        at: new Date('2024-12-31T00:00:00Z'),
      }),
    ).toBeUndefined();
    expect(findPrice(book(old), { ...options, unit: 'TiB' })).toBeUndefined();
    const corrected = price({ validFrom: '2026-03-01', unitPrice: '0.2' });
    expect(findPrice(book(current, corrected), options)).toBe(corrected);
  });
});

describe('estimateCost', () => {
  it('adds up in exact decimals and says where each price is from', () => {
    expect(
      estimateCost(
        book(
          price({}),
          price({ sku: 'ip', unit: 'address', unitPrice: '0.2' }),
        ),
        [demand, { sku: 'ip', title: 'IP', unit: 'address', quantity: 1 }],
        march,
      ),
    ).toEqual({
      currency: 'EUR',
      amount: '0.5',
      unknown: [],
      lines: [
        { ...demand, unitPrice: '0.10', amount: '0.3', source: 'list' },
        {
          sku: 'ip',
          title: 'IP',
          unit: 'address',
          quantity: 1,
          unitPrice: '0.2',
          amount: '0.2',
          source: 'list',
        },
      ],
    });
  });

  it('names what has no price and then gives no amount', () => {
    const estimate = estimateCost(
      book(price({})),
      [demand, { sku: 'gpu', title: 'GPU', unit: 'card', quantity: 1 }],
      march,
    );
    expect(estimate).toMatchObject({ amount: null, unknown: ['gpu'] });
    expect(estimate.lines.map(line => line.amount)).toEqual(['0.3', null]);
    expect(
      estimateCost(
        book(),
        [{ sku: 'gpu', title: 'GPU', unit: 'card', quantity: 0 }],
        march,
      ),
    ).toMatchObject({ amount: '0', unknown: [], lines: [] });
  });

  it('is the sum of its lines to the last digit, in any order', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            price: cents,
            quantity: fc.integer({ min: 1, max: 9999 }),
          }),
          { maxLength: 20 },
        ),
        items => {
          const entries = items.map((item, index) =>
            price({
              sku: `sku-${index}`,
              unitPrice: new Decimal(item.price.toString())
                .div(10 ** 10)
                .toFixed(10),
            }),
          );
          const demands = items.map((item, index) => ({
            ...demand,
            sku: `sku-${index}`,
            quantity: item.quantity,
          }));
          const expected = items.reduce(
            (sum, item) => sum + item.price * BigInt(item.quantity),
            0n,
          );
          const amounts = [demands, [...demands].reverse()].map(
            list => estimateCost(book(...entries), list, march).amount,
          );
          const digits = `${expected}`.padStart(11, '0');
          const text = `${digits.slice(0, -10)}.${digits.slice(-10)}`.replace(
            /\.?0+$/,
            '',
          );
          expect(amounts).toEqual([text, text]);
        },
      ),
    );
  });
});

describe('the words for an estimate', () => {
  it.each([
    ['28.7', 'EUR 28.70 a month'],
    ['3', 'EUR 3.00 a month'],
    ['0.0025', 'EUR 0.0025 a month'],
    [null, 'not known: no price for disk, net'],
  ])('of %s are %s', (amount, words) => {
    expect(
      describeCost({ amount, currency: 'EUR', unknown: ['disk', 'net'] }),
    ).toBe(words);
  });
});
