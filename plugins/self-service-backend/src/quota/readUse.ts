import {
  EnvironmentClass,
  Quota,
  QuotaScope,
  QuotaUse,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { subjectColumns } from './sumUse';

type UseRow = QuotaUse & {
  subject: string;
  metric: string;
  /** Null for all classes together. */
  environment_class: EnvironmentClass | null;
};

/** What is held within the limits of one scope, by everybody. */
export type UseOfScope = {
  /** Everybody who holds something of a metric, in order. */
  holders(metric: string): string[];
  of(
    quota: Pick<Quota, 'metric' | 'environmentClass'>,
    subject: string,
  ): QuotaUse;
};

/**
 * Sums up by one statement what sumUse does for one limit and one subject: a
 * list of limits asks about each team there is.
 */
export async function readUse(
  knex: Knex,
  scope: QuotaScope,
  metrics: readonly string[],
): Promise<UseOfScope> {
  const subject = subjectColumns[scope];
  const perResource = knex('reservations')
    .whereIn('metric', [...metrics])
    .whereNotNull(subject)
    .groupBy(subject, 'metric', 'environment_class', 'resource_id')
    .select({ subject }, 'metric', 'environment_class')
    .max({ quantity: 'quantity' })
    .select(knex.raw('bool_and(paused) AS paused'))
    .as('held');
  const rows: UseRow[] = await knex
    .from(perResource)
    .select('subject', 'metric', 'environment_class')
    .select(
      knex.raw(
        'coalesce(sum(quantity) FILTER (WHERE NOT paused), 0) AS used, coalesce(sum(quantity) FILTER (WHERE paused), 0) AS paused',
      ),
    )
    .groupByRaw(
      'GROUPING SETS ((subject, metric), (subject, metric, environment_class))',
    )
    .orderBy('subject');
  const byKey = new Map(
    rows.map(row => [
      keyOf(row.metric, row.environment_class, row.subject),
      row,
    ]),
  );
  return {
    holders: metric =>
      rows.flatMap(row =>
        row.metric === metric && row.environment_class === null
          ? [row.subject]
          : [],
      ),
    of: (quota, of) => {
      const row = byKey.get(keyOf(quota.metric, quota.environmentClass, of));
      return { used: row?.used ?? '0', paused: row?.paused ?? '0' };
    },
  };
}

function keyOf(
  metric: string,
  environmentClass: EnvironmentClass | null,
  subject: string,
): string {
  return JSON.stringify([metric, environmentClass, subject]);
}
