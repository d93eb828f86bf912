import { formatDuration } from '@slipway/ui';

const day = 86_400;

const pattern =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Seconds of each part of {@link pattern}; months and years are of average length. */
const partSeconds = [365.25 * day, 30.4375 * day, 7 * day, day, 3600, 60, 1];

/**
 * The length of an ISO 8601 duration in seconds; undefined when it is none.
 * Good for words and for comparing, not for reckoning with dates.
 */
export function durationSeconds(iso: string): number | undefined {
  const parts = pattern.exec(iso)?.slice(1);
  if (!parts?.some(Boolean)) return undefined;
  return parts.reduce(
    (sum, part, index) => sum + Number(part ?? 0) * partSeconds[index],
    0,
  );
}

/** `P30D` in words: `30 d`. What is no duration stays as it is. */
export function durationWords(iso: string): string {
  const seconds = durationSeconds(iso);
  return seconds === undefined ? iso : formatDuration(seconds);
}

const usual = [
  'PT8H',
  'P1D',
  'P3D',
  'P7D',
  'P14D',
  'P30D',
  'P90D',
  'P180D',
  'P365D',
];

/** The usual lengths that are not above a maximum, with one that is in use. */
export function usualDurations(options: {
  maximum: string | null;
  current: string;
}): string[] {
  const { maximum, current } = options;
  const most = maximum ? durationSeconds(maximum) ?? Infinity : Infinity;
  const offered = usual.filter(iso => (durationSeconds(iso) ?? 0) <= most);
  return current && !offered.includes(current)
    ? [...offered, current]
    : offered;
}
