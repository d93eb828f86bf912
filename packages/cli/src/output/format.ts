import { Metric } from '@slipway/plugin-dora-common';

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** Seconds as "14 h 2 min": two units at most. */
export function formatDuration(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const span = Math.abs(seconds);
  if (span > 0 && span < 1) {
    return `${sign}< 1 s`;
  }
  const first = Math.max(
    units.findIndex(([, size]) => span >= size),
    0,
  );
  const start = span < 1 ? units.length - 1 : first;
  const [largest, smaller] = units.slice(start, start + 2);
  const step = (smaller ?? largest)[1];
  const rounded = Math.round(span / step) * step;
  // 59 min 59.6 s is an hour.
  if (start > 0 && rounded >= units[start - 1][1]) {
    return `${sign}1 ${units[start - 1][0]}`;
  }
  const whole = Math.floor(rounded / largest[1]);
  const rest = smaller ? (rounded - whole * largest[1]) / smaller[1] : 0;
  const tail = smaller && rest > 0 ? ` ${rest} ${smaller[0]}` : '';
  return `${sign}${whole} ${largest[0]}${tail}`;
}

export function formatRatio(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}

/** Of a metric's unit; no value is never shown as 0. */
export function formatValue(
  unit: Metric['unit'],
  value: number | null | undefined,
): string {
  if (value === null || value === undefined) {
    return 'no data';
  }
  switch (unit) {
    case 'seconds':
      return formatDuration(value);
    case 'ratio':
      return formatRatio(value);
    case 'per-day':
      return `${value.toFixed(2)} per day`;
    default:
      return String(unit satisfies never);
  }
}

/** ISO instant as "2024-01-31 09:00", UTC. */
export function formatInstant(instant: string | null): string {
  return instant === null ? '-' : instant.slice(0, 16).replace('T', ' ');
}

/** The day of an instant in a time zone, as 2024-01-31. */
export function formatDay(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(
    new Date(instant),
  );
}

/** One line of text that cannot steer a terminal, cut at `limit`. */
export function plain(text: string, limit = 60): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const letters = Array.from(clean);
  return letters.length > limit
    ? `${letters.slice(0, limit - 1).join('')}…`
    : clean;
}
