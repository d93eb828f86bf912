import { SourceStatus } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';

export type SourceCursor = Record<string, unknown>;

/** Says that something came from a source just now. */
export async function heardFrom(
  knex: Knex,
  source: { id: string; type: 'git' | 'api'; sample: boolean; at: Date },
): Promise<void> {
  await knex('sources')
    .insert({
      id: source.id,
      type: source.type,
      sample: source.sample,
      state: 'ok',
      last_heard_at: source.at,
    })
    .onConflict('id')
    .merge({
      last_heard_at: source.at,
      // A source that only sends is well when it sends; one that is read says
      // itself how its runs end.
      state: knex.raw(
        `CASE WHEN sources.state = 'never' THEN 'ok' ELSE sources.state END`,
      ),
    });
}

/** What a configured reader does at the moment, and how its last run ended. */
export async function setSourceState(
  knex: Knex,
  source: {
    id: string;
    state: SourceStatus['state'];
    error?: string;
    progress?: Record<string, unknown>;
    heardAt?: Date;
  },
): Promise<void> {
  const row = {
    state: source.state,
    error: source.error ?? null,
    progress: source.progress ? JSON.stringify(source.progress) : null,
    ...(source.heardAt && { last_heard_at: source.heardAt }),
  };
  await knex('sources')
    .insert({ id: source.id, type: 'git', sample: false, ...row })
    .onConflict('id')
    .merge({ ...row, type: 'git' });
}

export async function readCursor(
  knex: Knex,
  id: string,
): Promise<SourceCursor | undefined> {
  const row = await knex('sources').where({ id }).first('cursor');
  return row?.cursor ?? undefined;
}

export async function saveCursor(
  knex: Knex,
  id: string,
  cursor: SourceCursor,
): Promise<void> {
  const text = JSON.stringify(cursor);
  await knex('sources')
    .insert({ id, type: 'git', cursor: text })
    .onConflict('id')
    .merge({ cursor: text, type: 'git' });
}

export type SourceRow = SourceStatus & {
  progress: Record<string, unknown> | null;
};

export async function listSources(knex: Knex): Promise<SourceRow[]> {
  const rows = await knex('sources as s')
    .leftJoin(
      knex('projected_services')
        .groupBy('source')
        .select('source', knex.raw('sum(deployments)::int AS deployments'))
        .as('counted'),
      'counted.source',
      's.id',
    )
    .orderBy('s.id')
    .select('s.*', knex.raw('coalesce(deployments, 0) AS deployments'));
  return rows.map(row => ({
    id: row.id,
    type: row.type,
    lastHeardAt: row.last_heard_at?.toISOString() ?? null,
    state: row.state,
    error: row.error,
    deployments: row.deployments,
    sample: row.sample,
    progress: row.progress,
  }));
}

/** The deliveries behind deployments that wait for a commit, oldest first. */
export async function listUnresolved(
  knex: Knex,
  options: { source: string; offset: number; limit: number },
): Promise<Record<string, unknown>[]> {
  const rows = await knex('deployments as f')
    .join('deliveries as l', join =>
      join.on('l.source', 'f.source').andOn('l.delivery_id', 'f.delivery_id'),
    )
    .where('f.source', options.source)
    .whereNull('f.commit_sha')
    .orderBy(['f.finished_at', 'f.id'])
    .offset(options.offset)
    .limit(options.limit)
    .select('l.payload');
  return rows.map(row => row.payload);
}
