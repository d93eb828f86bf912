import { durationSeconds, durationWords, usualDurations } from './durations';

it.each([
  ['P30D', '30 d'],
  ['PT8H', '8 h'],
  ['P1DT12H', '1 d 12 h'],
  ['P2W', '14 d'],
  ['PT90S', '1 min 30 s'],
  ['soon', 'soon'],
  ['P', 'P'],
])('%s reads %s', (iso, words) => {
  expect(durationWords(iso)).toBe(words);
});

it('knows no length of what is no duration', () => {
  expect(durationSeconds('PT')).toBeUndefined();
  expect(durationSeconds('30D')).toBeUndefined();
});

it('offers lengths up to the maximum, and the one in use', () => {
  expect(usualDurations({ maximum: 'P7D', current: 'P2D' })).toEqual([
    'PT8H',
    'P1D',
    'P3D',
    'P7D',
    'P2D',
  ]);
});
