import { createHash } from 'node:crypto';
import {
  DeploymentFact,
  NamedChange,
  ProjectedDeployment,
  projectDeployments,
  RepositoryHistory,
} from '@slipway/plugin-dora-common';
import { Knex } from 'knex';
import {
  CommitText,
  loadCommitTexts,
  loadDeployments,
  loadHistory,
  loadOwnership,
  OwnershipSpan,
} from '../store/loadFacts';
import {
  DeploymentRow,
  ProjectedChangeRow,
  ProjectedDeploymentRow,
  StoredChange,
  Touched,
} from '../store/rows';
import { claimTouched, postpone } from '../store/touch';
import { writeProjection } from '../store/writeProjection';

/** What became of one projection. */
export type ProjectionOutcome =
  | { result: 'none-waits' }
  | { result: 'projected'; service: Touched }
  | { result: 'postponed'; service: Touched; cause: unknown };

const retryAfterMilliseconds = 60_000;

/**
 * Brings one touched service in one environment up to date. One that fails is
 * tried again after a minute.
 *
 * The whole service is computed anew and only the difference is written: a
 * late delivery may move what later deployments carried and whether earlier
 * ones failed, and one walk over a history is cheaper than finding out which.
 */
export async function projectNextService(
  knex: Knex,
  now: Date,
): Promise<ProjectionOutcome> {
  let service: Touched | undefined;
  try {
    await knex.transaction(async transaction => {
      service = await claimTouched(transaction, now);
      if (service) {
        await projectService(transaction, service);
      }
    });
  } catch (cause) {
    if (!service) {
      throw cause;
    }
    const retryAt = new Date(now.getTime() + retryAfterMilliseconds);
    await postpone(knex, service, retryAt);
    return { result: 'postponed', service, cause };
  }
  return service ? { result: 'projected', service } : { result: 'none-waits' };
}

async function projectService(
  transaction: Knex.Transaction,
  service: Touched,
): Promise<void> {
  const rows = await loadDeployments(transaction, service);
  const histories = await loadHistories(transaction, rows);
  const owners = await loadOwnership(transaction, service.serviceRef);
  const projected = projectDeployments(rows.map(toFact), histories);
  const rowsById = new Map(rows.map(row => [row.id, row]));
  const deployments = projected.map((deployment, position) =>
    toProjectedRow(deployment, {
      service,
      position,
      owner: ownerAt(owners, deployment.finishedAt),
      sample: rowsById.get(deployment.id)?.sample ?? false,
    }),
  );
  await writeProjection(transaction, service, {
    deployments,
    countBySource: countBySource(rows),
    changesOf: ids =>
      changeRows(transaction, {
        projected: projected.filter(deployment => ids.has(deployment.id)),
        deployments: new Map(deployments.map(row => [row.id, row])),
        facts: rowsById,
      }),
  });
}

function countBySource(rows: DeploymentRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { source } of rows) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return counts;
}

async function loadHistories(
  transaction: Knex.Transaction,
  rows: DeploymentRow[],
): Promise<Map<string, RepositoryHistory>> {
  const histories = new Map<string, RepositoryHistory>();
  for (const repository of new Set(rows.map(row => row.repository))) {
    const history = repository && (await loadHistory(transaction, repository));
    if (repository && history) {
      histories.set(repository, history);
    }
  }
  return histories;
}

function toFact(row: DeploymentRow): DeploymentFact {
  return {
    id: row.id,
    version: row.version,
    finishedAt: row.finished_at.getTime(),
    sequence: Number(row.sequence),
    commit: row.commit_sha,
    repository: row.repository,
    changes: row.changes?.map(toNamedChange) ?? null,
  };
}

function toNamedChange(change: StoredChange): NamedChange {
  return {
    sha: change.sha,
    committedAt: Date.parse(change.committedAt),
    authoredAt: change.authoredAt ? Date.parse(change.authoredAt) : null,
    mergedAt: change.mergedAt ? Date.parse(change.mergedAt) : null,
  };
}

/** Ownership at the time; before the first span we know, its first owner. */
export function ownerAt(
  spans: OwnershipSpan[],
  instant: number,
): string | null {
  const span = spans.find(
    ({ validFrom, validTo }) => validFrom <= instant && instant < validTo,
  );
  return span?.ownerRef ?? null;
}

function toProjectedRow(
  deployment: ProjectedDeployment,
  context: {
    service: Touched;
    position: number;
    owner: string | null;
    sample: boolean;
  },
): ProjectedDeploymentRow {
  const row = {
    id: deployment.id,
    service_ref: context.service.serviceRef,
    owner_ref: context.owner,
    environment: context.service.environment,
    finished_at: new Date(deployment.finishedAt),
    position: context.position,
    version: deployment.version,
    previous_version: deployment.previousVersion,
    range: deployment.range,
    changes: deployment.changes.length,
    failed: deployment.failed,
    recovered_by: deployment.recoveredBy,
    recovery_seconds: deployment.recoverySeconds,
    rollback: deployment.rollback,
    rolls_back: deployment.rollsBack,
    rework: deployment.rework,
    sample: context.sample,
  };
  const fingerprint = createHash('sha1')
    .update(JSON.stringify([row, deployment.changes]))
    .digest('base64');
  return { ...row, fingerprint };
}

async function changeRows(
  transaction: Knex.Transaction,
  options: {
    projected: ProjectedDeployment[];
    deployments: Map<string, ProjectedDeploymentRow>;
    facts: Map<string, DeploymentRow>;
  },
): Promise<ProjectedChangeRow[]> {
  const texts = await textsOf(transaction, options.projected);
  return options.projected.flatMap(projected => {
    const deployment = options.deployments.get(projected.id);
    const named = options.facts.get(projected.id)?.changes ?? [];
    if (!deployment) {
      return [];
    }
    return projected.changes.map(change => {
      const own = named.find(candidate => candidate.sha === change.sha);
      const text = texts.get(`${change.repository} ${change.sha}`);
      return {
        deployment_id: projected.id,
        repository: change.repository,
        sha: change.sha,
        title: own?.title ?? text?.title ?? change.sha.slice(0, 10),
        url: own?.url ?? text?.url ?? null,
        authored_at: asDate(change.authoredAt),
        committed_at: new Date(change.committedAt),
        merged_at: asDate(change.mergedAt),
        deployed_at: deployment.finished_at,
        service_ref: deployment.service_ref,
        owner_ref: deployment.owner_ref,
        environment: deployment.environment,
        sample: deployment.sample,
      };
    });
  });
}

async function textsOf(
  transaction: Knex.Transaction,
  projected: ProjectedDeployment[],
): Promise<Map<string, CommitText>> {
  const shasByRepository = new Map<string, string[]>();
  for (const { repository, sha } of projected.flatMap(each => each.changes)) {
    const shas = shasByRepository.get(repository) ?? [];
    shas.push(sha);
    shasByRepository.set(repository, shas);
  }
  const texts = new Map<string, CommitText>();
  for (const [repository, shas] of shasByRepository) {
    const found = await loadCommitTexts(transaction, repository, shas);
    for (const [sha, text] of found) {
      texts.set(`${repository} ${sha}`, text);
    }
  }
  return texts;
}

function asDate(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}
