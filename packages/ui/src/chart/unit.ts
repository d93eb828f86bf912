import { formatDuration } from '../format/duration';
import { formatCount, formatPerDay, formatRatio } from '../format/number';

/** What a chart's values are: counts, seconds, ratios of 0 to 1, events a day. */
export type ChartUnit = 'count' | 'seconds' | 'ratio' | 'per-day';

/** A value with its unit, exact enough to be read aloud. */
export function formatValue(value: number, unit: ChartUnit): string {
  switch (unit) {
    case 'seconds':
      return formatDuration(value);
    case 'ratio':
      return formatRatio(value);
    case 'per-day':
      return formatPerDay(value);
    default:
      return formatCount(value);
  }
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps that read well as plain time: `30 min`, `6 h`, `2 d`. */
const timeSteps = [
  1,
  5,
  15,
  30,
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  5 * day,
  7 * day,
  14 * day,
  30 * day,
  60 * day,
  90 * day,
  180 * day,
  365 * day,
];

const mostTicks = 5;

function decimalStep(atLeast: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 5, 10].find(f => f * magnitude >= atLeast * 0.9999);
  return (factor ?? 10) * magnitude;
}

/**
 * Ticks of a value axis that starts at 0: even steps that read well in the
 * unit, the last at or above the largest value.
 */
export function axisTicks(max: number, unit: ChartUnit): number[] {
  if (max <= 0) return [0, unit === 'ratio' ? 0.1 : 1];
  const least = max / (mostTicks - 1);
  let step = decimalStep(least);
  if (unit === 'seconds') step = timeSteps.find(s => s >= least) ?? step;
  if (unit === 'count') step = Math.max(1, step);
  const count = Math.ceil(max / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, tick) =>
    Number((tick * step).toPrecision(12)),
  );
}
