import { spanLabel, timeTicks } from './labels';
import { TimeSeriesPoint } from './types';

function weeks(first: string, count: number): TimeSeriesPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const day = (offset: number) =>
      new Date(Date.parse(first) + (index * 7 + offset) * 86_400_000)
        .toISOString()
        .slice(0, 10);
    return { start: day(0), end: day(6), partial: false, values: {} };
  });
}

describe('timeTicks', () => {
  it('names the days of a short span', () => {
    const ticks = [...timeTicks(weeks('2025-03-03', 13))];
    expect(ticks).toHaveLength(13);
    expect(ticks[0][0]).toBe('2025-03-03');
    expect(ticks[0][1]).toMatch(/^(3 Mar|Mar 3)$/);
  });

  it('names months of a long span, evenly, and the year where it begins', () => {
    const ticks = [...timeTicks(weeks('2024-11-25', 53))];
    expect(ticks.map(([start]) => start.slice(0, 7))).toEqual([
      '2025-01',
      '2025-03',
      '2025-05',
      '2025-07',
      '2025-09',
      '2025-11',
    ]);
    expect(ticks[0][1]).toBe('Jan 2025');
    expect(ticks[1][1]).toBe('Mar');
  });

  it('still fits three years', () => {
    const ticks = timeTicks(weeks('2022-12-26', 157));
    expect(ticks.size).toBeLessThanOrEqual(6);
    expect([...ticks.values()]).toContain('Jan 2025');
  });
});

describe('spanLabel', () => {
  it('says when a week is cut short', () => {
    const [week] = weeks('2025-03-03', 1);
    expect(spanLabel({ ...week, end: '2025-03-04', partial: true })).toMatch(
      /^Mon.+ to Tue.+2025, part of a week$/,
    );
    expect(spanLabel(week)).toMatch(/^Mon.+ to Sun.+2025$/);
  });

  it('names a single day once', () => {
    const [week] = weeks('2025-03-03', 1);
    expect(spanLabel({ ...week, end: week.start })).not.toContain(' to ');
  });
});
