import {
  Quota,
  quotaEffect,
  QuotaScope,
  QuotaView,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { loadQuotas, SetQuota } from './quotaRows';
import { sumUse } from './sumUse';

const subjectColumns: Record<QuotaScope, string> = {
  team: 'team',
  'environment-class': 'environment_class',
  'cost-center': 'cost_center',
};

/**
 * The limits with what of them is in use. One for `*` is listed as it is, with
 * nothing used, and once more for each subject that holds something under it.
 *
 * @param filter.team - only what this team is held to: its own limits, with
 * zero used where it holds nothing, and none of other teams
 */
export async function listQuotas(
  knex: Knex,
  filter: { team?: string } = {},
): Promise<QuotaView[]> {
  const quotas = await loadQuotas(knex);
  const views: QuotaView[] = [];
  for (const quota of quotas) {
    for (const subject of await subjectsOf(knex, quota, quotas, filter.team)) {
      views.push(await view(knex, quota, subject));
    }
  }
  return views;
}

async function subjectsOf(
  knex: Knex,
  quota: Quota,
  quotas: readonly Quota[],
  team: string | undefined,
): Promise<string[]> {
  if (team !== undefined) {
    return quota.scope === 'team' && standsFor(quota, team, quotas)
      ? [team]
      : [];
  }
  if (quota.subject !== '*') {
    return [quota.subject];
  }
  const column = subjectColumns[quota.scope];
  const holders: string[] = await knex('reservations')
    .where({ metric: quota.metric })
    .whereNotNull(column)
    .distinct(column)
    .orderBy(column)
    .pluck(column);
  return ['*', ...holders.filter(subject => standsFor(quota, subject, quotas))];
}

/** A limit that names the subject is the one that counts. */
function standsFor(
  quota: Quota,
  subject: string,
  quotas: readonly Quota[],
): boolean {
  const named = (name: string) =>
    quotas.some(
      other =>
        other.subject === name &&
        other.scope === quota.scope &&
        other.environmentClass === quota.environmentClass &&
        other.metric === quota.metric,
    );
  return (
    quota.subject === subject || (quota.subject === '*' && !named(subject))
  );
}

async function view(
  knex: Knex,
  quota: SetQuota,
  subject: string,
): Promise<QuotaView> {
  const use = await sumUse(knex, { quota, subject, resourceId: null });
  const { asked, exceeded, ...rest } = quotaEffect(quota, subject, use, {
    before: '0',
    after: '0',
  });
  return { ...rest, origin: quota.origin };
}
