import { Engine } from '../ports';
import { SelfServiceSettings } from '../settings';
import { QuotaRow } from './quotaRows';

type SettingsQuota = SelfServiceSettings['quotas'][number];

/**
 * Brings the limits of the settings into the table, when a replica starts and
 * when a person's limit was taken away. A limit that a person set stays until
 * then; what the settings no longer have is removed. Any number may do it at
 * once.
 */
export async function syncQuotas(
  engine: Pick<Engine, 'knex' | 'settings' | 'now' | 'newId'>,
): Promise<void> {
  const { knex, settings } = engine;
  await knex.transaction(async trx => {
    // One after the other: replicas start together.
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('slipway quotas'))`);
    const rows = settings.quotas.map(quota => ({
      ...keyOf(quota),
      id: engine.newId(),
      unit: quota.unit,
      limit: String(quota.limit),
      origin: 'settings' as const,
      updated_by: 'slipway',
      updated_at: engine.now(),
    }));
    // And in the order in which requests lock them.
    await trx('quotas').orderBy('id').forUpdate().select('id');
    if (rows.length > 0) {
      await trx<QuotaRow>('quotas')
        .insert(rows)
        .onConflict(['scope', 'subject', 'environment_class', 'metric'])
        .merge(['unit', 'limit', 'updated_by', 'updated_at'])
        .where('quotas.origin', 'settings');
    }
    const kept = new Set(rows.map(textOf));
    const present = await trx<QuotaRow>('quotas').where({ origin: 'settings' });
    await trx('quotas')
      .whereIn(
        'id',
        present.filter(row => !kept.has(textOf(row))).map(({ id }) => id),
      )
      .delete();
  });
}

type QuotaKey = Pick<
  QuotaRow,
  'scope' | 'subject' | 'environment_class' | 'metric'
>;

function keyOf(quota: SettingsQuota): QuotaKey {
  return {
    scope: quota.scope,
    subject: quota.subject,
    environment_class: quota.environmentClass ?? '*',
    metric: quota.metric,
  };
}

function textOf(key: QuotaKey): string {
  return [key.scope, key.subject, key.environment_class, key.metric].join(' ');
}
