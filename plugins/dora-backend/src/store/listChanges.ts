import { LeadTimeStart } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { ProjectedChangeRow } from './rows';
import { RowFilter, withinFilter } from './scope';
import { leadTimeColumn } from './tally';

export type ChangeListRow = ProjectedChangeRow & {
  version: string;
  seconds: number | null;
};

const sortColumns: Record<string, string> = {
  deployedAt: 'deployed_at',
  committedAt: 'committed_at',
  leadTime: 'seconds',
};

/** One page of the changes behind a lead time; of one deployment when it is named. */
export async function listChanges(
  knex: Knex,
  within: RowFilter | { deploymentId: string },
  options: {
    start: LeadTimeStart;
    leadTimeFrom?: number;
    leadTimeTo?: number;
    excluded?: 'only' | 'without';
    sort: string;
    offset: number;
    limit: number;
  },
): Promise<{ rows: ChangeListRow[]; total: number }> {
  const spans = knex('projected_changes as c')
    .join('projected_deployments as d', 'd.id', 'c.deployment_id')
    .select('c.*', 'd.version', leadTimeColumn(knex, options.start));
  if ('deploymentId' in within) {
    spans.where('c.deployment_id', within.deploymentId);
  } else {
    withinFilter(spans, within, 'c', 'deployed_at');
  }
  const matching = knex.from(spans.as('spans'));
  if (options.leadTimeFrom !== undefined) {
    matching.where('seconds', '>=', options.leadTimeFrom);
  }
  if (options.leadTimeTo !== undefined) {
    matching.where('seconds', '<', options.leadTimeTo);
  }
  if (options.excluded === 'without') {
    matching.where('seconds', '>=', 0);
  } else if (options.excluded === 'only') {
    matching.whereRaw('(seconds < 0 OR seconds IS NULL)');
  }
  const [{ total }] = await matching
    .clone()
    .select(knex.raw('count(*)::int AS total'));
  const order = options.sort.startsWith('-') ? 'DESC' : 'ASC';
  const column = sortColumns[options.sort.replace('-', '')];
  const rows = await matching
    .select('*')
    .orderByRaw(`${column} ${order} NULLS LAST, deployment_id, repository, sha`)
    .offset(options.offset)
    .limit(options.limit);
  return { rows, total };
}
