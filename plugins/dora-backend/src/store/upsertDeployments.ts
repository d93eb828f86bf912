import { Knex } from 'knex';
import { DeploymentRow, Touched } from './rows';

/** PostgreSQL takes at most 65,535 parameters in a statement. */
const rowsPerStatement = 500;

const decidingColumns = [
  'delivery_id',
  'occurred_at',
  'service_ref',
  'raw_environment',
  'environment',
  'version',
  'status',
  'finished_at',
  'sequence',
  'repository',
  'commit_sha',
  'changes',
  'title',
  'url',
  'sample',
];

/**
 * Writes deployments by natural key. Between two deliveries about the same one
 * the same rule decides as `supersedes` in dora-common, so that order and
 * repetition do not matter. The earliest known start is kept in any case.
 *
 * @returns the services and environments whose deployments changed, before and
 *   after (a corrected delivery may move a deployment to another service)
 */
export async function upsertDeployments(
  transaction: Knex.Transaction,
  rows: DeploymentRow[],
): Promise<Touched[]> {
  const touched = new Map<string, Touched>();
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const chunk = rows.slice(start, start + rowsPerStatement);
    const before = await transaction('deployments')
      .whereIn(
        'id',
        chunk.map(row => row.id),
      )
      .select('id', 'service_ref', 'environment');
    const changed = await writeChunk(transaction, chunk);
    const changedIds = new Set(changed.map(row => row.id));
    for (const row of [...before, ...changed]) {
      if (row.environment && changedIds.has(row.id)) {
        touched.set(`${row.service_ref} ${row.environment}`, {
          serviceRef: row.service_ref,
          environment: row.environment,
        });
      }
    }
  }
  return [...touched.values()];
}

async function writeChunk(
  transaction: Knex.Transaction,
  rows: DeploymentRow[],
): Promise<Pick<DeploymentRow, 'id' | 'service_ref' | 'environment'>[]> {
  return transaction('deployments')
    .insert(
      rows.map(row => ({
        ...row,
        changes: row.changes && JSON.stringify(row.changes),
      })),
    )
    .onConflict(['source', 'natural_key'])
    .merge({
      ...Object.fromEntries(
        decidingColumns.map(column => [
          column,
          transaction.raw('excluded.??', [column]),
        ]),
      ),
      started_at: transaction.raw(
        'least(deployments.started_at, excluded.started_at)',
      ),
    })
    .whereRaw(
      `(excluded.occurred_at, excluded.commit_sha IS NOT NULL, excluded.delivery_id COLLATE "C")
        > (deployments.occurred_at, deployments.commit_sha IS NOT NULL, deployments.delivery_id COLLATE "C")`,
    )
    .returning(['id', 'service_ref', 'environment']);
}
