import { useState } from 'react';

/** Which fields of a form somebody has come to, and whether it was sent. */
export function useVisits() {
  const [visited, setVisited] = useState<readonly string[]>([]);
  const [sent, setSent] = useState(false);
  return {
    sent,
    markSent: () => setSent(true),
    /** Whether a field was left, or the form sent. */
    isVisited: (field: string) => sent || visited.includes(field),
    visit: (field: string) =>
      setVisited(current => [...new Set([...current, field])]),
  };
}
