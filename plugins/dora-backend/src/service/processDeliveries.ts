import { createHash } from 'node:crypto';
import { ParsedDelivery, supersedes } from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import { EnvironmentMap } from '../settings';
import { claimDeliveries, StoredDelivery } from '../store/claimDeliveries';
import { DeploymentRow } from '../store/rows';
import { touch } from '../store/touch';
import { upsertDeployments } from '../store/upsertDeployments';

const batchSize = 1000;

/**
 * Turns the next waiting deliveries into facts and touches the services they
 * are about, all in one transaction.
 *
 * @returns how many deliveries were turned; 0 when none waits
 */
export async function processDeliveries(
  knex: Knex,
  options: { environments: EnvironmentMap; now: Date },
): Promise<number> {
  return knex.transaction(async transaction => {
    const deliveries = await claimDeliveries(transaction, {
      limit: batchSize,
      now: options.now,
    });
    const rows = latestByKey(
      deliveries.map(delivery => toRow(delivery, options.environments)),
    );
    const touched = await upsertDeployments(transaction, rows);
    const earliest = Math.min(...rows.map(row => row.finished_at.getTime()));
    await touch(transaction, touched, new Date(earliest));
    return deliveries.length;
  });
}

/** Short enough for a URL, long enough never to collide in practice (96 bits). */
export function deploymentId(source: string, key: string): string {
  return createHash('sha256')
    .update(`${source}\0${key}`)
    .digest('hex')
    .slice(0, 24);
}

function toRow(
  { source, sample, payload }: StoredDelivery,
  environments: EnvironmentMap,
): DeploymentRow {
  return {
    id: deploymentId(source, payload.key),
    source,
    natural_key: payload.key,
    delivery_id: payload.id,
    occurred_at: new Date(payload.occurredAt),
    service_ref: payload.service,
    raw_environment: payload.environment,
    environment: environments.map(payload.environment),
    version: payload.version,
    status: payload.status,
    started_at: payload.startedAt ? new Date(payload.startedAt) : null,
    finished_at: finishedAt(payload),
    sequence: payload.sequence ?? 0,
    repository: payload.repository ?? null,
    commit_sha: payload.commit ?? null,
    changes: payload.changes ?? null,
    title: payload.title ?? null,
    url: payload.url ?? null,
    sample,
  };
}

function finishedAt(payload: ParsedDelivery): Date {
  return new Date(payload.finishedAt ?? payload.occurredAt);
}

/** One statement may write a row only once: of several about one deployment, the winner. */
function latestByKey(rows: DeploymentRow[]): DeploymentRow[] {
  const winners = new Map<string, DeploymentRow>();
  for (const row of rows) {
    const current = winners.get(row.id);
    if (!current) {
      winners.set(row.id, row);
      continue;
    }
    const winner = supersedes(rank(row), rank(current)) ? row : current;
    winners.set(row.id, {
      ...winner,
      started_at: earlier(row.started_at, current.started_at),
    });
  }
  return [...winners.values()];
}

function rank(row: DeploymentRow) {
  return {
    occurredAt: row.occurred_at.getTime(),
    hasCommit: row.commit_sha !== null,
    deliveryId: row.delivery_id,
  };
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) {
    return a ?? b;
  }
  return a < b ? a : b;
}
