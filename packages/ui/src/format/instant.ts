import { FormatLocale } from './number';

/** Options of the formatters of instants and days. */
export type InstantOptions = FormatLocale & {
  /** IANA zone in which the instant is shown; the reader's own when absent. */
  timeZone?: string;
};

/**
 * Units of a distance in time and from how much on they are used. Weeks are
 * left out and months come late: "17 days ago" tells rows of a list apart that
 * would all be "2 weeks ago".
 */
const relativeUnits = [
  { name: 'year', seconds: 31_557_600, from: 31_557_600 },
  { name: 'month', seconds: 2_629_800, from: 60 * 86_400 },
  { name: 'day', seconds: 86_400, from: 86_400 },
  { name: 'hour', seconds: 3_600, from: 3_600 },
  { name: 'minute', seconds: 60, from: 60 },
] as const;

/**
 * An instant to the minute with its zone, in the reader's locale:
 * `3 Mar 2025, 14:05 UTC`.
 *
 * @param instant - ISO 8601
 */
export function formatInstant(
  instant: string,
  options: InstantOptions = {},
): string {
  return new Intl.DateTimeFormat(options.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: options.timeZone,
    timeZoneName: 'short',
  }).format(new Date(instant));
}

/**
 * The calendar day of an instant in a zone: `3 Mar 2025`.
 *
 * @param instant - ISO 8601; a bare `YYYY-MM-DD` is that day in any zone
 */
export function formatDay(
  instant: string,
  options: InstantOptions & { weekday?: boolean; year?: boolean } = {},
): string {
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(instant);
  return new Intl.DateTimeFormat(options.locale, {
    day: 'numeric',
    month: 'short',
    weekday: options.weekday ? 'short' : undefined,
    year: options.year === false ? undefined : 'numeric',
    timeZone: bare ? 'UTC' : options.timeZone,
  }).format(new Date(instant));
}

/**
 * How long ago (or ahead) an instant is: `3 days ago`, `in 2 hours`,
 * `just now` within a minute.
 *
 * @param instant - ISO 8601
 * @param now - epoch milliseconds
 */
export function formatRelative(
  instant: string,
  now: number,
  options: FormatLocale = {},
): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  const unit = relativeUnits.find(
    candidate => Math.abs(seconds) >= candidate.from,
  );
  if (!unit) return 'just now';
  return new Intl.RelativeTimeFormat(options.locale ?? 'en').format(
    Math.trunc(seconds / unit.seconds),
    unit.name,
  );
}
