import { useEffect, useState } from 'react';

/**
 * The present in epoch milliseconds, renewed at the given pace.
 *
 * @param every - in milliseconds; null stands still, for what is over
 */
export function useNow(every: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (every === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
