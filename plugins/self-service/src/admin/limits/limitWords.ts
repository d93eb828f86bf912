import { QuotaView } from '@slipway/plugin-self-service-common';
import { metricWords } from '../../shared/metricWords';

const each: Record<QuotaView['scope'], string> = {
  team: 'Each team',
  'environment-class': 'Each environment class',
  'cost-center': 'Each cost center',
};

/** For whom a limit is, where it is not a team with a page. */
export function subjectWords(limit: QuotaView): string {
  const { scope, subject } = limit;
  if (subject === '*') return each[scope];
  return scope === 'environment-class'
    ? `Environments of class ${subject}`
    : subject.replace(/^group:default\//, '');
}

/** `CPU in production`. */
export function limitLabel(limit: QuotaView): string {
  const { metric, environmentClass } = limit;
  const words = metricWords(metric);
  return environmentClass ? `${words} in ${environmentClass}` : words;
}

/** Whether a row stands for somebody under a limit for each, and is none itself. */
export function isOneOfEach(
  limit: QuotaView,
  all: readonly QuotaView[],
): boolean {
  return (
    limit.subject !== '*' &&
    all.some(({ id, subject }) => id === limit.id && subject === '*')
  );
}

/** Rows of one limit stand for several subjects. */
export const limitKey = (limit: QuotaView) => `${limit.id} ${limit.subject}`;
