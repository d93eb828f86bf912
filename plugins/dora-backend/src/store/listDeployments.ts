import { DeploymentFilter } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { RowFilter, withinFilter } from './scope';

export type DeploymentListRow = {
  id: string;
  service_ref: string;
  owner_ref: string | null;
  environment: string;
  version: string;
  previous_version: string | null;
  commit_sha: string | null;
  commit_url: string | null;
  repository: string | null;
  started_at: Date | null;
  finished_at: Date;
  source: string;
  title: string | null;
  url: string | null;
  range: string;
  changes: number;
  lead_time_p50: number | null;
  failed: boolean;
  recovered_by: string | null;
  recovery_seconds: number | null;
  rollback: boolean;
  rolls_back: string | null;
  rework: boolean;
  sample: boolean;
};

/** What the API's sort names stand for. */
const sortColumns: Record<string, string> = {
  finishedAt: 'd.finished_at',
  service: 'd.service_ref',
  version: 'd.version',
  changes: 'd.changes',
  leadTimeP50: 'lead_time_p50',
  recoverySeconds: 'd.recovery_seconds',
};

/** One page of the deployments behind a number. */
export async function listDeployments(
  knex: Knex,
  filter: RowFilter,
  options: {
    show: DeploymentFilter;
    search?: string;
    sort: string;
    offset: number;
    limit: number;
  },
): Promise<{ rows: DeploymentListRow[]; total: number }> {
  const matching = knex('projected_deployments as d');
  withinFilter(matching, filter, 'd', 'finished_at');
  withShown(matching, options.show);
  if (options.search) {
    const pattern = `%${options.search.replace(/[\\%_]/g, '\\$&')}%`;
    matching.where(search =>
      search
        .whereILike('d.version', pattern)
        .orWhereILike('d.service_ref', pattern),
    );
  }
  const [{ total }] = await matching
    .clone()
    .select(knex.raw('count(*)::int AS total'));
  const descending = options.sort.startsWith('-');
  const column = sortColumns[options.sort.replace('-', '')];
  const rows = await withDetails(knex, matching)
    .orderByRaw(`${column} ${descending ? 'DESC' : 'ASC'} NULLS LAST`)
    .orderBy([
      { column: 'd.position', order: descending ? 'desc' : 'asc' },
      { column: 'd.id' },
    ])
    .offset(options.offset)
    .limit(options.limit);
  return { rows, total };
}

/** One deployment and its neighbours in the same service and environment. */
export async function getDeployment(
  knex: Knex,
  id: string,
): Promise<
  | (DeploymentListRow & {
      previous_id: string | null;
      next_id: string | null;
    })
  | undefined
> {
  const [row] = await withDetails(
    knex,
    knex('projected_deployments as d').where('d.id', id),
  );
  if (!row) {
    return undefined;
  }
  const neighbours = await knex
    .from(
      knex('projected_deployments')
        .where({ service_ref: row.service_ref, environment: row.environment })
        .select(
          'id',
          knex.raw('lag(id) OVER (ORDER BY position) AS previous_id'),
          knex.raw('lead(id) OVER (ORDER BY position) AS next_id'),
        )
        .as('ordered'),
    )
    .where({ id })
    .first('previous_id', 'next_id');
  return { ...row, ...neighbours };
}

function withDetails(
  knex: Knex,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder<DeploymentListRow, DeploymentListRow[]> {
  return query
    .leftJoin('deployments as f', 'f.id', 'd.id')
    .leftJoin('repositories as r', 'r.name', 'f.repository')
    .select(
      'd.id',
      'd.service_ref',
      'd.owner_ref',
      'd.environment',
      'd.version',
      'd.previous_version',
      'f.commit_sha',
      knex.raw(`replace(r.commit_url, '{sha}', f.commit_sha) AS commit_url`),
      'f.repository',
      'f.started_at',
      'd.finished_at',
      'f.source',
      'f.title',
      'f.url',
      'd.range',
      'd.changes',
      knex.raw(
        `(SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM (c.deployed_at - c.committed_at)))
          FILTER (WHERE c.deployed_at >= c.committed_at)
          FROM projected_changes c WHERE c.deployment_id = d.id) AS lead_time_p50`,
      ),
      'd.failed',
      'd.recovered_by',
      'd.recovery_seconds',
      'd.rollback',
      'd.rolls_back',
      'd.rework',
      'd.sample',
    );
}

function withShown(query: Knex.QueryBuilder, show: DeploymentFilter): void {
  switch (show) {
    case 'all':
      return;
    case 'failed':
    case 'rework':
    case 'rollback':
      query.where(`d.${show}`, true);
      return;
    default:
      query.where('d.range', show);
  }
}
