import { AuditQuery } from '../api/SelfServiceApi';

/** Parameters of the address that select records. */
export const activityFilters = [
  'event',
  'actor',
  'team',
  'kind',
  'resourceId',
  'requestId',
  'from',
  'to',
  'search',
] as const;
type ActivityFilter = (typeof activityFilters)[number];
export type ActivityValues = Partial<Record<ActivityFilter, string>>;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Midnight of the reader's zone at the start of a day and some days on. */
function startOf(day: string | undefined, plusDays = 0): string | undefined {
  if (!day || !dayPattern.test(day)) return undefined;
  const [year, month, date] = day.split('-').map(Number);
  const instant = new Date(year, month - 1, date + plusDays);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** `ana.brandt` as the audit has her; what says its kind stays as it is. */
export function actorOf(text: string): string {
  const word = text.trim();
  return /^[\w-]+\.[\w.-]+$/.test(word) ? `user:default/${word}` : word;
}

/**
 * The filters as the API takes them. Both days are whole ones of the reader's
 * zone, and within.
 */
export function auditQueryOf(values: ActivityValues): AuditQuery {
  const { from, to, actor, ...rest } = values;
  return {
    ...rest,
    actor: actor && actorOf(actor),
    from: startOf(from),
    to: startOf(to, 1),
  };
}
