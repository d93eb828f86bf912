import { formatDay } from '../format/instant';
import { TimeSeriesData, TimeSeriesPoint } from './types';
import { formatValue } from './unit';

/** `Mon 3 Mar to Sun 9 Mar 2025`, and whether it is a whole week. */
export function spanLabel(point: TimeSeriesPoint): string {
  const first = formatDay(point.start, { weekday: true, year: false });
  const last = formatDay(point.end, { weekday: true });
  const span = point.start === point.end ? last : `${first} to ${last}`;
  return point.partial ? `${span}, part of a week` : span;
}

/** The values of a point in words: `p50 14 h 2 min, p90 no data`. */
export function valuesLabel(
  point: TimeSeriesPoint,
  data: Pick<TimeSeriesData, 'series' | 'unit'>,
): string {
  return data.series
    .map(({ id, name }) => {
      const value = point.values[id];
      const text =
        value === null || value === undefined
          ? 'no data'
          : formatValue(value, data.unit);
      return `${name} ${text}`;
    })
    .join(', ');
}

/** Beyond this many weeks the axis names months instead of days. */
const weeksWithDayLabels = 17;

/** More month names than this do not fit beside each other. */
const mostMonths = 6;

/** How many months apart names may stand; a year begins with one in any case. */
const monthSteps = [1, 2, 3, 6, 12];

/** Which steps get a label on the time axis, and which label. */
export function timeTicks(
  points: readonly TimeSeriesPoint[],
): Map<string, string> {
  if (points.length <= weeksWithDayLabels) {
    return new Map(
      points.map(({ start }) => [start, formatDay(start, { year: false })]),
    );
  }
  const monthStarts = points
    .map(point => point.start)
    .filter(
      (start, index) =>
        index > 0 && start.slice(0, 7) !== points[index - 1].start.slice(0, 7),
    );
  const step =
    monthSteps.find(months => monthStarts.length / months <= mostMonths) ?? 12;
  return new Map(
    monthStarts
      .filter(start => (Number(start.slice(5, 7)) - 1) % step === 0)
      .map(start => [start, monthLabel(start)]),
  );
}

/** `Mar`; January carries its year. */
function monthLabel(day: string): string {
  return new Intl.DateTimeFormat(undefined, {
    month: 'short',
    year: day.slice(5, 7) === '01' ? 'numeric' : undefined,
    timeZone: 'UTC',
  }).format(new Date(day));
}
