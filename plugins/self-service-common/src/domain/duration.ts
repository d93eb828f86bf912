import { Duration } from 'luxon';

/** A time to live is at most so long; nothing temporary lasts ten years. */
const longestDays = 3650;

/**
 * What is wrong with an ISO 8601 duration such as P30D or PT8H, and how to put
 * it right; undefined when nothing is.
 */
export function checkDuration(text: string): string | undefined {
  const duration = Duration.fromISO(text);
  const days = duration.isValid ? duration.as('days') : Number.NaN;
  if (Number.isNaN(days)) {
    return 'must be an ISO 8601 duration such as P30D (30 days) or PT8H (8 hours)';
  }
  if (days <= 0) {
    return 'must be longer than nothing';
  }
  return days > longestDays ? `must be at most P${longestDays}D` : undefined;
}

/** The instant a duration after another, counted in UTC. */
export function addDuration(from: Date, duration: string): Date {
  return new Date(from.getTime() + Duration.fromISO(duration).toMillis());
}
