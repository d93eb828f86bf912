import { useCallback, useState } from 'react';
import { localDay } from './localTime';

/**
 * Time zones that the backend named, by scope: it alone knows a team's. Kept
 * for the visit, so that only the first page of a scope may have to guess.
 */
const knownZones = new Map<string, string>();

/**
 * The present day of a scope, `YYYY-MM-DD`, from which windows such as "last
 * 90 days" are counted. Until the backend has named the zone it is UTC's.
 */
export function useToday(entityRef: string | undefined): {
  today: string;
  timeZone: string;
  /** To be told the zone of each answer. */
  learnZone: (timeZone: string) => void;
} {
  const scope = entityRef ?? '';
  const [learnt, setLearnt] = useState<string>();
  const timeZone = learnt ?? knownZones.get(scope) ?? 'UTC';
  const learnZone = useCallback(
    (zone: string) => {
      knownZones.set(scope, zone);
      setLearnt(zone);
    },
    [scope],
  );
  return { today: localDay(Date.now(), timeZone), timeZone, learnZone };
}
