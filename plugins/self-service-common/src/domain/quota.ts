import Decimal from 'decimal.js';
import { EnvironmentClass, QuotaEffect, QuotaScope, QuotaView } from '../api';

/** A limit as it is kept. */
export type Quota = Pick<
  QuotaView,
  'id' | 'scope' | 'subject' | 'environmentClass' | 'metric' | 'unit' | 'limit'
>;

/** Whose account a resource's use goes to. */
export type QuotaSubject = {
  team: string;
  environmentClass: EnvironmentClass;
  costCenter: string | null;
};

/** What counts against a limit, without the resource that is asked about. */
export type QuotaUse = { used: string; paused: string };

/** Of a resource itself: what it holds against a limit, and what it would. */
export type Hold = { before: string; after: string };

/** The word for whom a limit of a scope is; undefined where there is none. */
export function subjectOf(
  scope: QuotaScope,
  subject: QuotaSubject,
): string | undefined {
  switch (scope) {
    case 'team':
      return subject.team;
    case 'environment-class':
      return subject.environmentClass;
    case 'cost-center':
      return subject.costCenter ?? undefined;
    default:
      throw new Error(`There is no quota scope ${scope satisfies never}`);
  }
}

/**
 * The limits that a resource's use of some metrics is held against. One for all
 * environment classes and one for its own both apply; of limits for the same,
 * the one that names the subject beats `*`, which is for each one apart.
 */
export function applicableQuotas<T extends Quota>(
  quotas: readonly T[],
  subject: QuotaSubject,
  metrics: readonly string[],
): T[] {
  const chosen = new Map<string, T>();
  for (const quota of quotas) {
    const own = subjectOf(quota.scope, subject);
    const applies =
      own !== undefined &&
      metrics.includes(quota.metric) &&
      [own, '*'].includes(quota.subject) &&
      [subject.environmentClass, null].includes(quota.environmentClass);
    const key = `${quota.scope} ${quota.environmentClass} ${quota.metric}`;
    if (applies && (quota.subject !== '*' || !chosen.has(key))) {
      chosen.set(key, quota);
    }
  }
  return [...chosen.values()];
}

/**
 * What a request does to a limit. Asking for less, or for as much as before, is
 * never refused: a limit that was lowered takes nothing away.
 */
export function quotaEffect(
  quota: Quota,
  subject: string,
  use: QuotaUse,
  hold: Hold,
): QuotaEffect {
  const asked = new Decimal(hold.after).minus(hold.before);
  const used = new Decimal(use.used).plus(hold.before);
  const left = new Decimal(quota.limit).minus(used);
  return {
    ...quota,
    subject,
    used: used.toNumber(),
    paused: new Decimal(use.paused).toNumber(),
    left: Decimal.max(0, left).toNumber(),
    asked: asked.toNumber(),
    exceeded: asked.greaterThan(0) && asked.greaterThan(left),
  };
}

/** Limit, used, asked, left and what to do, in one sentence for people. */
export function describeExceeded(effect: QuotaEffect): string {
  const { metric, unit, limit, used, asked, left } = effect;
  const of = effect.environmentClass
    ? `${effect.subject} in ${effect.environmentClass}`
    : effect.subject;
  return (
    `The quota of ${of} for ${metric} is ${limit} ${unit}: ${used} used, ` +
    `${asked} asked, ${left} left. Ask for less, remove or pause something ` +
    `that is not needed, or have a platform engineer raise the quota.`
  );
}
