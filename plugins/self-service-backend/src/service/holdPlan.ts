import { Problem, QuotaEffect } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { reserveQuota } from '../quota/reserveQuota';
import { RequestRow } from '../store/rows';
import { describeQuotaProblems } from './describeQuotaProblems';

/**
 * Holds what a plan will use, at the first submission and whenever the plan
 * became another one: nothing is carried out that was not let in.
 *
 * @returns what keeps it from fitting; then nothing was written
 */
export async function holdPlan(
  trx: Knex,
  of: Pick<RequestRow, 'desired' | 'plan'>,
): Promise<{ effects: QuotaEffect[]; problems: Problem[] }> {
  const usage = of.plan?.usage ?? [];
  const { effects } = await reserveQuota(trx, { resource: of.desired, usage });
  return { effects, problems: describeQuotaProblems(effects, usage) };
}
