import fc from 'fast-check';
import {
  CompanyCalendar,
  easterSunday,
  epoch,
  workingDaySeconds,
} from './calendar';

const until = Date.parse('2026-11-21T00:00:00Z');
const calendar = CompanyCalendar.create(until);

describe('easterSunday', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('%s', (year, date) => {
    expect(easterSunday(year).toFormat('yyyy-MM-dd')).toBe(date);
  });
});

describe('CompanyCalendar', () => {
  it('has no weekends and no holidays', () => {
    const dates = calendar.days.map(({ date }) => date);
    expect(dates).toContain('2026-04-02');
    for (const holiday of [
      '2026-04-03', // Good Friday
      '2026-04-06', // Easter Monday
      '2026-05-14', // Ascension
      '2026-05-25', // Whit Monday
      '2026-05-01',
      '2025-12-25',
      '2026-03-07', // a Saturday
    ]) {
      expect(dates).not.toContain(holiday);
    }
  });

  it('opens at nine local time, in winter and in summer', () => {
    const opensOn = (date: string) => {
      const day = calendar.days.find(candidate => candidate.date === date);
      return new Date(day?.opensAt ?? 0).toISOString();
    };
    expect(opensOn('2026-02-03')).toBe('2026-02-03T08:00:00.000Z');
    expect(opensOn('2026-07-01')).toBe('2026-07-01T07:00:00.000Z');
  });

  it('steps over nights, weekends and holidays', () => {
    // Thursday before Good Friday, 17:00; Tuesday after Easter, 09:30.
    const before = Date.parse('2026-04-02T15:00:00Z');
    const after = calendar.instantAt(calendar.workingSecondsAt(before) + 3600);
    expect(new Date(after).toISOString()).toBe('2026-04-07T07:30:00.000Z');
  });

  it('counts a night as no time at all', () => {
    const evening = calendar.workingSecondsAt(
      Date.parse('2026-03-03T20:00:00Z'),
    );
    const night = calendar.workingSecondsAt(Date.parse('2026-03-04T04:00:00Z'));
    expect(night).toBe(evening);
    expect(night % workingDaySeconds).toBe(0);
  });

  it('finds its way back from any working second', () => {
    const all = calendar.days.length * workingDaySeconds;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: all - 1 }), seconds => {
        const instant = calendar.instantAt(seconds);
        expect(calendar.workingSecondsAt(instant)).toBe(seconds);
        expect(calendar.isHoliday(instant)).toBe(false);
      }),
    );
  });

  it('begins with the epoch', () => {
    expect(calendar.instantAt(-1)).toBe(calendar.instantAt(0));
    expect(calendar.workingSecondsAt(epoch)).toBe(0);
  });
});
