/**
 * The p-quantile of a sample by linear interpolation between closest ranks:
 * position `p * (n - 1)` in the sorted sample. The same definition as
 * PostgreSQL's `percentile_cont`, numpy's default and Hyndman & Fan's type 7
 * (Sample Quantiles in Statistical Packages, The American Statistician, 1996).
 *
 * @param sorted - the sample in ascending order
 * @param p - 0 to 1
 * @returns null for an empty sample
 */
export function percentileOfSorted(
  sorted: ArrayLike<number>,
  p: number,
): number | null {
  if (sorted.length === 0) {
    return null;
  }
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below];
  const high = sorted[Math.min(below + 1, sorted.length - 1)];
  return low + (high - low) * (position - below);
}

/** As {@link percentileOfSorted}, for a sample in any order. */
export function percentile(sample: number[], p: number): number | null {
  return percentileOfSorted(Float64Array.from(sample).sort(), p);
}
