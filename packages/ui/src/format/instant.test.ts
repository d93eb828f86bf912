import { formatDay, formatInstant, formatRelative } from './instant';

const london = { locale: 'en-GB', timeZone: 'Europe/London' };

describe('formatInstant', () => {
  it('says the instant in the given zone and names the zone', () => {
    expect(formatInstant('2025-03-03T14:05:31Z', london)).toBe(
      '3 Mar 2025, 14:05 GMT',
    );
    expect(formatInstant('2025-07-03T23:30:00Z', london)).toBe(
      '4 Jul 2025, 00:30 BST',
    );
  });
});

describe('formatDay', () => {
  it('names the day of the instant in the zone', () => {
    expect(formatDay('2025-07-03T23:30:00Z', london)).toBe('4 Jul 2025');
  });

  it('keeps a bare date as it is, whatever the zone', () => {
    expect(
      formatDay('2025-03-03', {
        locale: 'en-GB',
        timeZone: 'America/Los_Angeles',
        weekday: true,
        year: false,
      }),
    ).toMatch(/^Mon,? 3 Mar$/);
  });
});

describe('formatRelative', () => {
  const now = Date.parse('2025-03-10T12:00:00Z');

  it.each([
    ['2025-03-10T11:59:30Z', 'just now'],
    ['2025-03-10T11:58:00Z', '2 minutes ago'],
    ['2025-03-10T09:00:00Z', '3 hours ago'],
    ['2025-03-09T11:00:00Z', '1 day ago'],
    ['2025-02-20T12:00:00Z', '18 days ago'],
    ['2024-12-20T12:00:00Z', '2 months ago'],
    ['2024-03-01T12:00:00Z', '1 year ago'],
    ['2025-03-10T14:00:00Z', 'in 2 hours'],
  ])('%s is %s', (instant, expected) => {
    expect(formatRelative(instant, now)).toBe(expected);
  });
});
