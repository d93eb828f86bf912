import { Knex } from 'knex';
import { ProjectedChangeRow, ProjectedDeploymentRow, Touched } from './rows';

const rowsPerStatement = 1000;

/**
 * What the projection of one service says now, by deployment id. Changes are
 * made only for deployments that are new or differ.
 */
export type NewProjection = {
  deployments: ProjectedDeploymentRow[];
  changesOf(ids: Set<string>): Promise<ProjectedChangeRow[]>;
  /** How many of the deployments each source gave. */
  countBySource: Map<string, number>;
};

/** Writes only what differs from what is there. */
export async function writeProjection(
  transaction: Knex.Transaction,
  service: Touched,
  projection: NewProjection,
): Promise<void> {
  const existing = new Map<string, string>(
    (
      await transaction('projected_deployments')
        .where({
          service_ref: service.serviceRef,
          environment: service.environment,
        })
        .select('id', 'fingerprint')
    ).map(row => [row.id, row.fingerprint]),
  );
  const kept = new Set(projection.deployments.map(row => row.id));
  const gone = [...existing.keys()].filter(id => !kept.has(id));
  const differing = projection.deployments.filter(
    row => existing.get(row.id) !== row.fingerprint,
  );
  const replaced = [...gone, ...differing.map(row => row.id)];
  // By id alone: a corrected delivery may have moved a row to this service.
  for (const ids of chunks(replaced)) {
    await transaction('projected_deployments')
      .whereRaw('id = ANY(?)', [ids])
      .delete();
  }
  for (const rows of chunks(differing)) {
    await transaction('projected_deployments').insert(rows);
  }
  const changes = await projection.changesOf(
    new Set(differing.map(row => row.id)),
  );
  for (const rows of chunks(changes)) {
    await transaction('projected_changes').insert(rows);
  }
  await replaceCounts(transaction, service, projection.countBySource);
}

async function replaceCounts(
  transaction: Knex.Transaction,
  { serviceRef, environment }: Touched,
  countBySource: Map<string, number>,
): Promise<void> {
  const service = { service_ref: serviceRef, environment };
  await transaction('projected_services').where(service).delete();
  const rows = [...countBySource].map(([source, deployments]) => ({
    ...service,
    source,
    deployments,
  }));
  if (rows.length > 0) {
    await transaction('projected_services').insert(rows);
  }
}

function* chunks<T>(items: T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += rowsPerStatement) {
    yield items.slice(start, start + rowsPerStatement);
  }
}
