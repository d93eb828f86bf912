import {
  EnvironmentClass,
  Quota,
  QuotaScope,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';

export type QuotaRow = {
  id: string;
  scope: QuotaScope;
  subject: string;
  /** `*` for all. */
  environment_class: EnvironmentClass | '*';
  metric: string;
  unit: string;
  /** Decimal as text. */
  limit: string;
  origin: 'settings' | 'person';
  updated_by: string;
  updated_at: Date;
};

/** A limit with who set it. */
export type SetQuota = Quota & Pick<QuotaRow, 'origin'>;

export function toQuota(row: QuotaRow): SetQuota {
  return {
    id: row.id,
    scope: row.scope,
    subject: row.subject,
    environmentClass:
      row.environment_class === '*' ? null : row.environment_class,
    metric: row.metric,
    unit: row.unit,
    limit: Number(row.limit),
    origin: row.origin,
  };
}

/** All limits, in an order that is the same in every database. */
export async function loadQuotas(knex: Knex): Promise<SetQuota[]> {
  const rows = await knex<QuotaRow>('quotas');
  return rows
    .map(row => ({ row, key: sortKey(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => toQuota(row));
}

function sortKey(row: QuotaRow): string {
  const { scope, metric, subject, environment_class } = row;
  return [scope, metric, subject, environment_class].join(' ');
}
