import { DateTime, IANAZone } from 'luxon';

/** A half-open span: `from` belongs to it, `to` does not. */
export type Window = {
  from: Date;
  to: Date;
  timeZone: string;
};

/** Why a window can't be made of what was asked for. */
export type WindowProblem = { field: 'from' | 'to'; message: string };

export const maximumWindowDays = 1100;
export const defaultWindowDays = 90;

/** Whether a name is an IANA time zone that this runtime knows. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/**
 * Makes a window of what a person or a program asked for. A plain date is the
 * start of that day in the time zone; an instant with an offset is taken as it
 * is. Without `to` the window ends with today; without `from` it is 90 days.
 */
export function resolveWindow(options: {
  from?: string;
  to?: string;
  timeZone: string;
  now: Date;
}): { ok: true; window: Window } | { ok: false; problem: WindowProblem } {
  const { timeZone, now } = options;
  const tomorrow = DateTime.fromJSDate(now, { zone: timeZone })
    .startOf('day')
    .plus({ days: 1 });
  const to = options.to ? parseEdge(options.to, timeZone) : tomorrow;
  if (!to) {
    return { ok: false, problem: unreadable('to', options.to) };
  }
  const from = options.from
    ? parseEdge(options.from, timeZone)
    : to.minus({ days: defaultWindowDays });
  if (!from) {
    return { ok: false, problem: unreadable('from', options.from) };
  }
  if (from >= to) {
    return {
      ok: false,
      problem: {
        field: 'from',
        message: `from (${from.toISO()}) must be before to (${to.toISO()}); the window is half open, so to is the first instant after it`,
      },
    };
  }
  if (to.diff(from, 'days').days > maximumWindowDays) {
    return {
      ok: false,
      problem: {
        field: 'from',
        message: `the window must be at most ${maximumWindowDays} days; ask for several shorter ones`,
      },
    };
  }
  return {
    ok: true,
    window: { from: from.toJSDate(), to: to.toJSDate(), timeZone },
  };
}

/**
 * The window of the same length right before: as many local days where both
 * edges are local midnights (a day of 23 or 25 hours stays a day), else as
 * many seconds.
 */
export function previousWindow(window: Window): Window {
  const from = DateTime.fromJSDate(window.from, { zone: window.timeZone });
  const to = DateTime.fromJSDate(window.to, { zone: window.timeZone });
  const wholeDays =
    +from === +from.startOf('day') && +to === +to.startOf('day');
  const start = wholeDays
    ? from.minus({ days: Math.round(to.diff(from, 'days').days) })
    : from.minus({ milliseconds: +to - +from });
  return { from: start.toJSDate(), to: window.from, timeZone: window.timeZone };
}

/** Length in local days; a day that the clock change makes longer counts as one. */
export function windowDays(window: Window): number {
  const from = DateTime.fromJSDate(window.from, { zone: window.timeZone });
  const to = DateTime.fromJSDate(window.to, { zone: window.timeZone });
  return to.diff(from, 'days').days;
}

export type WindowWeek = {
  /** The Monday, YYYY-MM-DD, local. */
  week: string;
  from: Date;
  to: Date;
  /** The window or the present cuts it short. */
  partial: boolean;
};

/** The ISO weeks that a window touches, each cut to the window. */
export function weeksOf(window: Window, now: Date): WindowWeek[] {
  const weeks: WindowWeek[] = [];
  let monday = DateTime.fromJSDate(window.from, {
    zone: window.timeZone,
  }).startOf('week');
  while (monday.toJSDate() < window.to) {
    const next = monday.plus({ weeks: 1 });
    const from = new Date(Math.max(+monday, +window.from));
    const to = new Date(Math.min(+next, +window.to));
    weeks.push({
      week: monday.toISODate() ?? '',
      from,
      to,
      partial: +from !== +monday || +to !== +next || next.toJSDate() > now,
    });
    monday = next;
  }
  return weeks;
}

function parseEdge(text: string, timeZone: string): DateTime | undefined {
  const plainDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const instant = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text);
  if (!plainDate && !instant) {
    return undefined;
  }
  const parsed = DateTime.fromISO(text, { zone: timeZone });
  return parsed.isValid ? parsed : undefined;
}

function unreadable(field: 'from' | 'to', value?: string): WindowProblem {
  return {
    field,
    message: `${field} (${value}) must be a date such as 2026-03-01 or an instant with an offset such as 2026-03-01T00:00:00Z`,
  };
}
