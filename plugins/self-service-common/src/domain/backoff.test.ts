import fc from 'fast-check';
import { backoffDelay } from './backoff';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoffDelay', () => {
  it('spreads over a range that doubles up to the cap', () => {
    const most = (attempt: number) =>
      backoffDelay({ attempt, baseMs: 1000, capMs: 60_000, random: 0.999999 });
    expect([1, 2, 3, 4, 7, 50].map(most)).toEqual([
      999, 1999, 3999, 7999, 59_999, 59_999,
    ]);
    expect(
      backoffDelay({ attempt: 9, baseMs: 1000, capMs: 60_000, random: 0 }),
    ).toBe(0);
  });

  it('stays between what the other side asked for and that plus the cap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e9 }),
        random,
        fc.integer({ min: 0, max: 1e9 }),
        (attempt, baseMs, capMs, drawn, retryAfterMs) => {
          const delay = backoffDelay({
            attempt,
            baseMs,
            capMs,
            random: drawn,
            retryAfterMs,
          });
          expect(delay).toBeGreaterThanOrEqual(retryAfterMs);
          expect(delay).toBeLessThanOrEqual(retryAfterMs + capMs);
          expect(Number.isSafeInteger(delay)).toBe(true);
        },
      ),
    );
  });
});
