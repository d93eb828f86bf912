import fc from 'fast-check';
import { RandomStream } from './random';

function draw(seed: string, count: number): number[] {
  const stream = RandomStream.of(seed);
  return Array.from({ length: count }, () => stream.next());
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('RandomStream', () => {
  it('gives the same numbers on every machine', () => {
    const stream = RandomStream.of('checkout', '2026-03-09');
    expect([stream.next(), stream.next(), stream.next()])
      .toMatchInlineSnapshot(`
      [
        0.3796684860717505,
        0.3172033540904522,
        0.7386825254652649,
      ]
    `);
  });

  it('repeats itself for a seed and differs between seeds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(draw(one, 20)).toEqual(draw(one, 20));
        fc.pre(one !== other);
        expect(draw(one, 20)).not.toEqual(draw(other, 20));
      }),
    );
  });

  it('spreads evenly over [0, 1)', () => {
    const values = draw('even', 20_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(mean(values)).toBeCloseTo(0.5, 1);
    const inLastTenth = values.filter(value => value >= 0.9).length;
    expect(inLastTenth / values.length).toBeCloseTo(0.1, 1);
  });

  it('draws counts around their mean and durations around their median', () => {
    const stream = RandomStream.of('shapes');
    const counts = Array.from({ length: 5_000 }, () => stream.poisson(2.5));
    expect(mean(counts)).toBeGreaterThan(2.4);
    expect(mean(counts)).toBeLessThan(2.6);
    const longer = Array.from({ length: 5_000 }, () =>
      stream.logNormal(40, 0.8),
    ).filter(value => value > 40).length;
    expect(longer / 5_000).toBeCloseTo(0.5, 1);
  });

  it('keeps whole numbers within both limits', () => {
    const stream = RandomStream.of('whole');
    const values = new Set(
      Array.from({ length: 500 }, () => stream.integer(3, 5)),
    );
    expect([...values].sort()).toEqual([3, 4, 5]);
  });
});
