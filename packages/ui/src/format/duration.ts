const units = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
] as const;

/**
 * A span of time in words, two units at most: `14 h 2 min`, `3 d 4 h`, `45 s`.
 *
 * Rounds to the smaller of the two units, so `3599.6` is `1 h` and never
 * `59 min 60 s`. From 100 days on the hours are left out: they say nothing at
 * that size.
 *
 * @param seconds - may be fractional; a negative span keeps its sign
 * @param options.units - 1 rounds to the larger unit alone: `14 h`
 */
export function formatDuration(
  seconds: number,
  options: { units?: 1 | 2 } = {},
): string {
  const sign = seconds < 0 ? '−' : '';
  const span = Math.abs(seconds);
  if (span > 0 && span < 1) return `${sign}< 1 s`;

  const start = units.findIndex(
    (unit, index) => index === units.length - 1 || span >= unit.seconds,
  );
  const largest = units[start];
  const alone = options.units === 1 || span >= 100 * units[0].seconds;
  const smallest = alone ? largest : units[start + 1] ?? largest;
  const rounded = Math.round(span / smallest.seconds) * smallest.seconds;
  // Rounding may have carried into the next unit up: 59 min 60 s is 1 h.
  if (start > 0 && rounded >= units[start - 1].seconds) {
    return `${sign}1 ${units[start - 1].name}`;
  }

  const whole = Math.floor(rounded / largest.seconds);
  const rest = (rounded - whole * largest.seconds) / smallest.seconds;
  const head = `${sign}${whole} ${largest.name}`;
  return rest === 0 ? head : `${head} ${rest} ${smallest.name}`;
}
