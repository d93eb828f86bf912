import { Condition } from '@slipway/plugin-self-service-common';

/**
 * Conditions as they are now, each with since when it is so: a time changes
 * only when the status does.
 *
 * @param now - those that were found; of others the former stay
 */
export function mergeConditions(
  former: Condition[],
  found: Array<Omit<Condition, 'since'>>,
  now: Date,
): Condition[] {
  const types = new Set(found.map(({ type }) => type));
  return [
    ...former.filter(({ type }) => !types.has(type)),
    ...found.map(condition => {
      const before = former.find(({ type }) => type === condition.type);
      return {
        ...condition,
        since:
          before?.status === condition.status
            ? before.since
            : now.toISOString(),
      };
    }),
  ].sort((a, b) => (a.type < b.type ? -1 : 1));
}
