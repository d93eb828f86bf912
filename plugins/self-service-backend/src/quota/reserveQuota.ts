import { QuotaEffect } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { lockQuotaEffects, QuotaQuestion } from './quotaEffects';
import { reservationRows } from './reservationRows';

export type ReserveResult =
  | { result: 'reserved'; effects: QuotaEffect[] }
  | { result: 'exceeded'; effects: QuotaEffect[] };

/**
 * Holds what a request will use, before anything is applied: for each metric
 * the larger of what the resource holds and what it will. Of any number that
 * ask at once, those that fit are let in and the others are refused, since each
 * holds the limits' rows until it has committed.
 *
 * @param trx - a transaction in which the resource's row is there already; on
 * `exceeded` nothing was written here and it has to be rolled back
 */
export async function reserveQuota(
  trx: Knex,
  question: QuotaQuestion,
): Promise<ReserveResult> {
  const effects = await lockQuotaEffects(trx, question);
  if (effects.some(({ exceeded }) => exceeded)) {
    return { result: 'exceeded', effects };
  }
  const { resource, usage } = question;
  if (usage.length > 0) {
    await trx('reservations')
      .insert(reservationRows(resource, usage))
      .onConflict(['resource_id', 'metric', 'team'])
      .merge({
        // What sleeps holds nothing: waking it takes what it takes now.
        quantity: trx.raw(
          `CASE WHEN reservations.paused THEN excluded.quantity
             ELSE greatest(reservations.quantity, excluded.quantity) END`,
        ),
        paused: false,
        unit: trx.raw('excluded.unit'),
        environment_class: trx.raw('excluded.environment_class'),
        cost_center: trx.raw('excluded.cost_center'),
      });
  }
  return { result: 'reserved', effects };
}
