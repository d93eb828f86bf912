import { localDay, localTime } from './localTime';

describe('local day and time', () => {
  it.each([
    ['2026-07-05T22:00:00Z', 'Europe/Oslo', '2026-07-06', '00:00:00'],
    ['2026-07-05T21:59:59Z', 'Europe/Oslo', '2026-07-05', '23:59:59'],
    ['2026-03-29T00:30:00Z', 'Europe/Lisbon', '2026-03-29', '00:30:00'],
    ['2026-01-01T04:00:00Z', 'America/Los_Angeles', '2025-12-31', '20:00:00'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01', '00:00:00'],
  ])('%s in %s', (instant, zone, day, time) => {
    expect(localDay(Date.parse(instant), zone)).toBe(day);
    expect(localTime(Date.parse(instant), zone)).toBe(time);
  });
});
