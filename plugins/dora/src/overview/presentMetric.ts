import { Metric } from '@slipway/plugin-dora-common';
import {
  ChangeIndicatorProps,
  formatDuration,
  formatPerDay,
  formatRatio,
} from '@slipway/ui';

/** A metric's value with its unit, and which statistic it is. */
export function presentValue(
  metric: Pick<Metric, 'unit' | 'value'>,
): { text: string; qualifier?: string } | null {
  if (metric.value === null) return null;
  switch (metric.unit) {
    case 'seconds':
      return { text: formatDuration(metric.value), qualifier: 'p50' };
    case 'ratio':
      return { text: formatRatio(metric.value) };
    default:
      return { text: formatPerDay(metric.value) };
  }
}

/** The words for more and for less of a unit. */
const comparatives: Record<Metric['unit'], { up: string; down: string }> = {
  'per-day': { up: 'more', down: 'fewer' },
  seconds: { up: 'longer', down: 'shorter' },
  ratio: { up: 'higher', down: 'lower' },
};

/** Beyond this, "times" reads better than a percentage. */
const timesFrom = 3;

/** The size of a change without its sign: `18%`, `2.1 points`, `4 times`. */
function sizeOf(metric: Metric, absolute: number, relative: number | null) {
  if (metric.unit === 'ratio') {
    const points = Math.round(Math.abs(absolute) * 1000) / 10;
    if (points < 0.1) return 'under 0.1 points';
    return points === 1 ? '1 point' : `${points} points`;
  }
  if (relative === null) return undefined;
  const size = Math.abs(relative);
  if (relative > timesFrom) return `${Math.round(1 + relative)} times as`;
  return size < 0.01 ? 'under 1%' : formatRatio(Math.round(size * 100) / 100);
}

function timesWord(metric: Metric): string {
  return metric.unit === 'seconds' ? 'long' : 'many';
}

/**
 * A change against the window before, in words that say its size and whether
 * it is good: `18% shorter, better`. Rates change by percentage points.
 */
export function presentChange(
  metric: Metric,
  previousDays: number | undefined,
): ChangeIndicatorProps | null {
  if (!metric.change) return null;
  const { absolute, relative, direction } = metric.change;
  const against =
    previousDays === undefined
      ? 'against the window before'
      : `against the ${Math.round(previousDays)} days before`;
  if (direction === 'same') {
    return { trend: 'flat', direction, text: 'No change', against };
  }
  const trend = absolute > 0 ? 'up' : 'down';
  const size = sizeOf(metric, absolute, relative);
  const word =
    metric.unit !== 'ratio' && (relative ?? 0) > timesFrom
      ? timesWord(metric)
      : comparatives[metric.unit][trend];
  return {
    trend,
    direction,
    text: size ? `${size} ${word}` : 'Up from 0',
    against,
  };
}
