import {
  applicableQuotas,
  Quota,
  quotaEffect,
  QuotaEffect,
  QuotaSubject,
  subjectOf,
  Usage,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { loadQuotas, QuotaRow, toQuota } from './quotaRows';
import { sumUse } from './sumUse';

/** Whose use it is about, and how much it would be. */
export type QuotaQuestion = {
  resource: QuotaSubject & { id: string };
  usage: readonly Usage[];
  /**
   * What it used before, for a request that holds its part already; without it
   * what the resource holds now.
   */
  before?: readonly Usage[];
};

/** What a request would do to the limits it touches, as things stand now. */
export async function readQuotaEffects(
  knex: Knex,
  question: QuotaQuestion,
): Promise<QuotaEffect[]> {
  return measure(knex, question, await touched(knex, question));
}

/**
 * The same, with the touched limits locked until the transaction ends: in the
 * order of their ids, so that two requests never wait for each other.
 */
export async function lockQuotaEffects(
  trx: Knex,
  question: QuotaQuestion,
): Promise<QuotaEffect[]> {
  const quotas = await touched(trx, question);
  const locked = await trx<QuotaRow>('quotas')
    .whereIn(
      'id',
      quotas.map(({ id }) => id),
    )
    .orderBy('id')
    .forUpdate();
  // What they say is read anew: somebody may have held them until now.
  const current = new Map(locked.map(row => [row.id, toQuota(row)]));
  return measure(
    trx,
    question,
    quotas.flatMap(({ id }) => current.get(id) ?? []),
  );
}

async function touched(knex: Knex, question: QuotaQuestion): Promise<Quota[]> {
  return applicableQuotas(
    await loadQuotas(knex),
    question.resource,
    question.usage.map(({ metric }) => metric),
  );
}

async function measure(
  knex: Knex,
  question: QuotaQuestion,
  quotas: readonly Quota[],
): Promise<QuotaEffect[]> {
  const { resource, usage, before } = question;
  const effects: QuotaEffect[] = [];
  for (const quota of quotas) {
    const subject = subjectOf(quota.scope, resource) ?? quota.subject;
    const { used, paused, own } = await sumUse(knex, {
      quota,
      subject,
      resourceId: resource.id,
    });
    effects.push(
      quotaEffect(
        quota,
        subject,
        { used, paused },
        {
          before: before ? quantityOf(before, quota.metric) : own,
          after: quantityOf(usage, quota.metric),
        },
      ),
    );
  }
  return effects;
}

function quantityOf(usage: readonly Usage[], metric: string): string {
  return String(usage.find(use => use.metric === metric)?.quantity ?? 0);
}
