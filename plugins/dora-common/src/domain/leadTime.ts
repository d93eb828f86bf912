import { LeadTimeBucket, LeadTimeStart } from '../api/types';

const hour = 3600;
const day = 24 * hour;

/**
 * Lower ends of the lead-time distribution, in seconds: each about three times
 * the one before, and the bands' limits (one hour, day, week, month) among them.
 */
export const leadTimeBucketStarts = [
  0,
  hour,
  4 * hour,
  12 * hour,
  day,
  3 * day,
  7 * day,
  14 * day,
  30 * day,
  90 * day,
] as const;

/** Half-open buckets with the counts given by index; missing counts are 0. */
export function leadTimeBuckets(
  counts: ReadonlyMap<number, number>,
): LeadTimeBucket[] {
  return leadTimeBucketStarts.map((from, index) => ({
    from,
    to: leadTimeBucketStarts[index + 1] ?? null,
    count: counts.get(index) ?? 0,
  }));
}

/**
 * Change lead time: the deployment's finish minus the chosen start of the
 * change's clock, in seconds. DORA: "from committed to version control to
 * deployed in production" (dora.dev, DORA's software delivery metrics).
 *
 * @returns null when the start is not known; negative when the clocks disagree
 */
export function leadTimeSeconds(
  change: {
    committedAt: number;
    authoredAt: number | null;
    mergedAt: number | null;
  },
  deployedAt: number,
  start: LeadTimeStart,
): number | null {
  const from = {
    committed: change.committedAt,
    authored: change.authoredAt,
    merged: change.mergedAt,
  }[start];
  return from === null ? null : (deployedAt - from) / 1000;
}
