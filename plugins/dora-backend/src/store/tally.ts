import {
  LeadTimeStart,
  noPercentiles,
  Percentiles,
} from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { RowFilter, withinFilter } from './scope';

/** What one line of the answer stands for. */
export type TallyKey = 'total' | 'service' | 'owner' | 'week';

export type DeploymentTally = {
  key: string;
  deployments: number;
  deploymentDays: number;
  failed: number;
  rework: number;
  recovered: number;
  recovery: Percentiles;
  knownRange: number;
  firstDeployments: number;
  redeployments: number;
  unresolved: number;
  withoutHistory: number;
  services: number;
  sample: boolean;
  lastDeploymentAt: Date;
};

const rangeColumns = {
  knownRange: 'known',
  firstDeployments: 'first',
  redeployments: 'redeployment',
  unresolved: 'unresolved',
  withoutHistory: 'no-history',
};

/**
 * Counts deployments and their recoveries. Days and weeks are local to
 * `timeZone`; a week's key is its Monday.
 */
export async function tallyDeployments(
  knex: Knex,
  filter: RowFilter,
  options: { key: TallyKey; timeZone: string },
): Promise<DeploymentTally[]> {
  const query = knex('projected_deployments as d').select(
    keyColumn(knex, 'finished_at', options),
    knex.raw('count(*)::int AS deployments'),
    knex.raw(
      'count(DISTINCT (finished_at AT TIME ZONE ?)::date)::int AS "deploymentDays"',
      [options.timeZone],
    ),
    knex.raw('count(*) FILTER (WHERE failed)::int AS failed'),
    knex.raw('count(*) FILTER (WHERE rework)::int AS rework'),
    knex.raw('count(recovery_seconds)::int AS recovered'),
    knex.raw(
      'percentile_cont(ARRAY[0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY recovery_seconds) AS recovery',
    ),
    ...Object.entries(rangeColumns).map(([name, range]) =>
      knex.raw('count(*) FILTER (WHERE range = ?)::int AS ??', [range, name]),
    ),
    knex.raw('count(DISTINCT service_ref)::int AS services'),
    knex.raw('bool_or(sample) AS sample'),
    knex.raw('max(finished_at) AS "lastDeploymentAt"'),
  );
  withinFilter(query, filter, 'd', 'finished_at');
  const rows = await query.groupBy('key');
  return rows.map(row => ({ ...row, recovery: percentiles(row.recovery) }));
}

export type ChangeTally = {
  key: string;
  changes: number;
  negative: number;
  withoutStart: number;
  leadTime: Percentiles;
};

/** Counts changes and their lead times; negative ones are left out and counted. */
export async function tallyChanges(
  knex: Knex,
  filter: RowFilter,
  options: { key: TallyKey; timeZone: string; start: LeadTimeStart },
): Promise<ChangeTally[]> {
  const changes = knex('projected_changes as c').select(
    keyColumn(knex, 'deployed_at', options),
    leadTimeColumn(knex, options.start),
  );
  withinFilter(changes, filter, 'c', 'deployed_at');
  const rows = await knex
    .from(changes.as('spans'))
    .select(
      'key',
      knex.raw('count(*) FILTER (WHERE seconds >= 0)::int AS changes'),
      knex.raw('count(*) FILTER (WHERE seconds < 0)::int AS negative'),
      knex.raw(
        'count(*) FILTER (WHERE seconds IS NULL)::int AS "withoutStart"',
      ),
      knex.raw(
        'percentile_cont(ARRAY[0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE seconds >= 0) AS "leadTime"',
      ),
    )
    .groupBy('key');
  return rows.map(row => ({ ...row, leadTime: percentiles(row.leadTime) }));
}

/** How many lead times fall into each bucket, by the bucket's index. */
export async function countLeadTimes(
  knex: Knex,
  filter: RowFilter,
  options: { start: LeadTimeStart; bucketStarts: readonly number[] },
): Promise<Map<number, number>> {
  const changes = knex('projected_changes as c').select(
    leadTimeColumn(knex, options.start),
  );
  withinFilter(changes, filter, 'c', 'deployed_at');
  const rows: { bucket: number; count: number }[] = await knex
    .from(changes.as('spans'))
    .where('seconds', '>=', 0)
    .select(
      knex.raw('width_bucket(seconds, ?::float8[]) - 1 AS bucket', [
        [...options.bucketStarts],
      ]),
      knex.raw('count(*)::int AS count'),
    )
    .groupBy('bucket');
  return new Map(rows.map(row => [row.bucket, row.count]));
}

/** A change's lead time as a column, in seconds; null when its start is not known. */
export function leadTimeColumn(knex: Knex, start: LeadTimeStart): Knex.Raw {
  return knex.raw(
    'extract(epoch FROM (c.deployed_at - ??))::float8 AS seconds',
    [`c.${start}_at`],
  );
}

function keyColumn(
  knex: Knex,
  instant: 'finished_at' | 'deployed_at',
  options: { key: TallyKey; timeZone: string },
): Knex.Raw {
  switch (options.key) {
    case 'service':
      return knex.raw('service_ref AS key');
    case 'owner':
      return knex.raw(`coalesce(owner_ref, '') AS key`);
    case 'week':
      return knex.raw(
        `to_char(date_trunc('week', ?? AT TIME ZONE ?), 'YYYY-MM-DD') AS key`,
        [instant, options.timeZone],
      );
    default:
      return knex.raw(`'' AS key`);
  }
}

function percentiles(values: number[] | null): Percentiles {
  return values
    ? { p50: values[0], p75: values[1], p90: values[2] }
    : noPercentiles;
}
