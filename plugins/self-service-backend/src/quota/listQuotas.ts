import {
  Quota,
  quotaEffect,
  QuotaScope,
  QuotaView,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { loadQuotas, SetQuota } from './quotaRows';
import { readUse, UseOfScope } from './readUse';

/**
 * The limits with what of them is in use. One for `*` is listed as it is, with
 * nothing used, and once more for each subject that holds something under it.
 *
 * @param filter.team - only what this team is held to: its own limits, with
 * zero used where it holds nothing, and none of other teams
 * @param filter.id - only this limit
 */
export async function listQuotas(
  knex: Knex,
  filter: { team?: string; id?: string } = {},
): Promise<QuotaView[]> {
  const all = await loadQuotas(knex);
  const shown = all.filter(({ id }) => id === (filter.id ?? id));
  const uses = await readUses(knex, shown);
  return shown.flatMap(quota => {
    const use = uses.get(quota.scope);
    return use
      ? subjectsOf(quota, { all, use, team: filter.team }).map(subject =>
          view(quota, subject, use),
        )
      : [];
  });
}

/** One statement for each scope, however many limits and subjects there are. */
async function readUses(
  knex: Knex,
  quotas: readonly Quota[],
): Promise<Map<QuotaScope, UseOfScope>> {
  const uses = new Map<QuotaScope, UseOfScope>();
  for (const scope of new Set(quotas.map(quota => quota.scope))) {
    const metrics = quotas.flatMap(quota =>
      quota.scope === scope ? [quota.metric] : [],
    );
    uses.set(scope, await readUse(knex, scope, metrics));
  }
  return uses;
}

function subjectsOf(
  quota: Quota,
  of: { all: readonly Quota[]; use: UseOfScope; team: string | undefined },
): string[] {
  const { all, use, team } = of;
  if (team !== undefined) {
    return quota.scope === 'team' && standsFor(quota, team, all) ? [team] : [];
  }
  return quota.subject === '*'
    ? [
        '*',
        ...use
          .holders(quota.metric)
          .filter(subject => standsFor(quota, subject, all)),
      ]
    : [quota.subject];
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

function view(quota: SetQuota, subject: string, of: UseOfScope): QuotaView {
  const use = of.of(quota, subject);
  const { asked, exceeded, ...rest } = quotaEffect(quota, subject, use, {
    before: '0',
    after: '0',
  });
  return { ...rest, origin: quota.origin };
}
