/**
 * How long to wait before the next attempt, in milliseconds: uniform between 0
 * and the smaller of `capMs` and `baseMs` doubled with each attempt ("full
 * jitter": M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog,
 * 2015). Many that failed together do not come back together.
 *
 * @param attempt - how many there have been, from 1
 * @param random - in [0, 1), passed in so that a test can decide
 * @param retryAfterMs - the least time, where the other side said one; the
 * jitter comes on top of it, for it said the same to everyone
 */
export function backoffDelay(options: {
  attempt: number;
  baseMs: number;
  capMs: number;
  random: number;
  retryAfterMs?: number;
}): number {
  const { attempt, baseMs, capMs, random, retryAfterMs = 0 } = options;
  // Beyond 2^30 the product is over any cap, and could leave the safe integers.
  const doublings = Math.min(Math.max(attempt - 1, 0), 30);
  const ceiling = Math.min(capMs, baseMs * 2 ** doublings);
  return Math.max(0, retryAfterMs) + Math.floor(random * ceiling);
}
