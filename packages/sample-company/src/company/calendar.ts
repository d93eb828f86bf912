import { DateTime } from 'luxon';

/** Saltmarsh Supply keeps the hours of one place, wherever its people live. */
export const companyZone = 'Europe/Berlin';

/**
 * Every history is played from this day, whatever the sample's last day: so
 * two samples that end on different days agree about the days they share.
 */
export const epoch = Date.UTC(2024, 0, 1);

/** 09:00 to 17:30, in seconds. */
export const workingDaySeconds = 8.5 * 3600;

export type WorkingDay = {
  /** YYYY-MM-DD in the company's zone. */
  date: string;
  /** 1 (Monday) to 5. */
  weekday: number;
  /** The week's Monday, YYYY-MM-DD. */
  week: string;
  month: number;
  dayOfMonth: number;
  /** 09:00 local, milliseconds since 1970. */
  opensAt: number;
};

/** Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher). */
export function easterSunday(year: number): DateTime {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const leapCorrection = Math.floor((century + 8) / 25);
  const moonCorrection = Math.floor((century - leapCorrection + 1) / 3);
  const epact =
    (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) %
    30;
  const weekdayShift =
    (32 +
      2 * (century % 4) +
      2 * Math.floor(yearOfCentury / 4) -
      epact -
      (yearOfCentury % 4)) %
    7;
  const late = Math.floor((golden + 11 * epact + 22 * weekdayShift) / 451);
  const day = epact + weekdayShift - 7 * late + 114;
  return DateTime.fromObject(
    { year, month: Math.floor(day / 31), day: (day % 31) + 1 },
    { zone: companyZone },
  );
}

function holidaysOf(year: number): Set<string> {
  const easter = easterSunday(year);
  const movable = [-2, 1, 39, 50].map(days => easter.plus({ days }));
  return new Set([
    `${year}-01-01`,
    `${year}-05-01`,
    `${year}-12-24`,
    `${year}-12-25`,
    `${year}-12-26`,
    `${year}-12-31`,
    ...movable.map(day => day.toFormat('yyyy-MM-dd')),
  ]);
}

/**
 * The company's working days since the epoch. Working time is counted in
 * seconds of opening hours since then, so that "six working hours earlier" is a
 * subtraction and never lands in a night, a weekend or a holiday.
 */
export class CompanyCalendar {
  readonly days: readonly WorkingDay[];
  readonly #holidays: Set<string>;

  /** Covers the epoch to a month after `until`. */
  static create(until: number): CompanyCalendar {
    const last = DateTime.fromMillis(until, { zone: companyZone }).plus({
      months: 1,
    });
    const holidays = new Set<string>();
    const days: WorkingDay[] = [];
    const first = DateTime.fromMillis(epoch, { zone: companyZone });
    for (let year = first.year; year <= last.year; year += 1) {
      holidaysOf(year).forEach(date => holidays.add(date));
    }
    for (
      let day = first.startOf('day');
      day <= last;
      day = day.plus({ days: 1 })
    ) {
      const date = day.toFormat('yyyy-MM-dd');
      if (day.weekday <= 5 && !holidays.has(date)) {
        days.push({
          date,
          weekday: day.weekday,
          week: day.startOf('week').toFormat('yyyy-MM-dd'),
          month: day.month,
          dayOfMonth: day.day,
          opensAt: day.set({ hour: 9 }).toMillis(),
        });
      }
    }
    return new CompanyCalendar(days, holidays);
  }

  private constructor(days: WorkingDay[], holidays: Set<string>) {
    this.days = days;
    this.#holidays = holidays;
  }

  /** The instant at which so many seconds of opening hours have passed; times before the epoch become the epoch's first. */
  instantAt(workingSeconds: number): number {
    const seconds = Math.max(0, workingSeconds);
    const index = Math.min(
      Math.floor(seconds / workingDaySeconds),
      this.days.length - 1,
    );
    const within = Math.min(
      seconds - index * workingDaySeconds,
      workingDaySeconds,
    );
    return this.days[index].opensAt + Math.floor(within) * 1000;
  }

  /** Seconds of opening hours that have passed at an instant. */
  workingSecondsAt(instant: number): number {
    let low = 0;
    let high = this.days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.days[middle].opensAt <= instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low === 0) {
      return 0;
    }
    const day = low - 1;
    const within = (instant - this.days[day].opensAt) / 1000;
    return day * workingDaySeconds + Math.min(within, workingDaySeconds);
  }

  isHoliday(instant: number): boolean {
    return this.#holidays.has(
      DateTime.fromMillis(instant, { zone: companyZone }).toFormat(
        'yyyy-MM-dd',
      ),
    );
  }
}
