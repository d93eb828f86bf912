import { formatDay, formatDuration, formatValue, plain } from './format';

describe('format', () => {
  it.each([
    [0, '0 s'],
    [0.4, '< 1 s'],
    [59.7, '1 min'],
    [90, '1 min 30 s'],
    [3599.6, '1 h'],
    [50480, '14 h 1 min'],
    [86_399, '1 d'],
    [223305.5, '2 d 14 h'],
    [-3600, '-1 h'],
  ])('%d seconds reads %s', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });

  it('never shows missing data as 0', () => {
    expect(formatValue('seconds', null)).toBe('no data');
    expect(formatValue('ratio', 0)).toBe('0.0 %');
    expect(formatValue('per-day', 1.234)).toBe('1.23 per day');
  });

  it('gives the day of an instant in its zone', () => {
    expect(formatDay('2024-07-01T23:00:00.000Z', 'Europe/Lisbon')).toBe(
      '2024-07-02',
    );
    expect(formatDay('2024-07-01T23:00:00.000Z', 'UTC')).toBe('2024-07-01');
  });

  it('lets no text steer the terminal', () => {
    expect(plain('a\u001b]0;title\u0007b\nc\u202ed')).toBe('a ]0;title b c d');
    expect(plain('😀'.repeat(10), 5)).toBe('😀😀😀😀…');
  });
});
