/** Formatters are costly to make and few zones are ever shown. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  // Swedish writes dates as ISO 8601 does: 2026-03-01 09:05:00.
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  formatters.set(timeZone, made);
  return made;
}

/**
 * The local day of an instant, `YYYY-MM-DD`.
 *
 * @param instant - epoch milliseconds
 */
export function localDay(instant: number, timeZone: string): string {
  return formatterOf(timeZone).format(instant).slice(0, 10);
}

/**
 * The local time of day of an instant, `HH:MM:SS`.
 *
 * @param instant - epoch milliseconds
 */
export function localTime(instant: number, timeZone: string): string {
  return formatterOf(timeZone).format(instant).slice(11);
}
