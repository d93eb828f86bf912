import { formatDuration } from './duration';

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [0.4, '< 1 s'],
    [1, '1 s'],
    [45.2, '45 s'],
    [60, '1 min'],
    [90, '1 min 30 s'],
    [1246, '20 min 46 s'],
    [50480, '14 h 1 min'],
    [50520, '14 h 2 min'],
    [86400, '1 d'],
    [3 * 86400 + 4 * 3600, '3 d 4 h'],
    [223305.5, '2 d 14 h'],
    [4762796, '55 d 3 h'],
    [100 * 86400 + 7200, '100 d'],
  ])('%d s reads %s', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });

  it('carries a rounded unit over instead of showing 60 of it', () => {
    expect(formatDuration(59.7)).toBe('1 min');
    expect(formatDuration(3599.6)).toBe('1 h');
    expect(formatDuration(86_399)).toBe('1 d');
    expect(formatDuration(2 * 3600 - 10)).toBe('2 h');
  });

  it('rounds to the larger unit alone when asked', () => {
    const one = (seconds: number) => formatDuration(seconds, { units: 1 });
    expect(one(50480)).toBe('14 h');
    expect(one(23 * 3600 + 51 * 60)).toBe('1 d');
    expect(one(200 * 86400)).toBe('200 d');
  });

  it('keeps the sign of a negative span', () => {
    expect(formatDuration(-3600)).toBe('−1 h');
  });
});
