import { axisTicks, formatValue } from './unit';

describe('axisTicks', () => {
  it('reads well as plain time', () => {
    const labels = axisTicks(50480, 'seconds').map(tick =>
      formatValue(tick, 'seconds'),
    );
    expect(labels).toEqual(['0 s', '4 h', '8 h', '12 h', '16 h']);
  });

  it('covers the largest value with at most five ticks', () => {
    for (const unit of ['count', 'seconds', 'ratio', 'per-day'] as const) {
      for (const max of [0.013, 0.4, 1, 7, 99, 12345, 4762796, 9e8]) {
        const ticks = axisTicks(max, unit);
        expect(ticks[0]).toBe(0);
        expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(max);
        expect(ticks.length).toBeLessThanOrEqual(5);
      }
    }
  });

  it('has no fractions of a count', () => {
    expect(axisTicks(2, 'count')).toEqual([0, 1, 2]);
  });

  it('has a scale even when everything is 0', () => {
    expect(axisTicks(0, 'ratio')).toEqual([0, 0.1]);
  });
});
