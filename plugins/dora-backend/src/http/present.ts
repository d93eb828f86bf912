import {
  Change,
  Deployment,
  DeploymentRange,
  Page,
} from '@slipway/plugin-dora-common';
import { ChangeListRow } from '../store/listChanges';
import { DeploymentListRow } from '../store/listDeployments';

/** A stored deployment as the API shows it. */
export function presentDeployment(row: DeploymentListRow): Deployment {
  return {
    id: row.id,
    serviceRef: row.service_ref,
    ownerRef: row.owner_ref,
    environment: row.environment,
    version: row.version,
    previousVersion: row.previous_version,
    commit: row.commit_sha,
    commitUrl: row.commit_url,
    repository: row.repository && withoutCredentials(row.repository),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at.toISOString(),
    source: row.source,
    title: row.title,
    url: row.url,
    range: row.range as DeploymentRange,
    changes: row.changes,
    leadTimeP50: row.lead_time_p50,
    failed: row.failed,
    recoveredBy: row.recovered_by,
    recoverySeconds: row.recovery_seconds,
    rollback: row.rollback,
    rollsBack: row.rolls_back,
    rework: row.rework,
    sample: row.sample,
  };
}

/** A stored change as the API shows it. */
export function presentChange(row: ChangeListRow): Change {
  return {
    sha: row.sha,
    repository: withoutCredentials(row.repository),
    title: row.title,
    url: row.url,
    authoredAt: row.authored_at?.toISOString() ?? null,
    committedAt: row.committed_at.toISOString(),
    mergedAt: row.merged_at?.toISOString() ?? null,
    deployedAt: row.deployed_at.toISOString(),
    deploymentId: row.deployment_id,
    serviceRef: row.service_ref,
    version: row.version,
    leadTime: row.seconds,
    excluded: excludedBecause(row.seconds),
    sample: row.sample,
  };
}

function excludedBecause(seconds: number | null): Change['excluded'] {
  if (seconds === null) {
    return 'no-start';
  }
  return seconds < 0 ? 'negative' : null;
}

export function presentPage<Row, Item>(
  found: { rows: Row[]; total: number },
  present: (row: Row) => Item,
  page: { offset: number; limit: number },
): Page<Item> {
  return {
    items: found.rows.map(present),
    totalItems: found.total,
    offset: page.offset,
    limit: page.limit,
  };
}

/** A repository may be named by a URL that somebody put a token into. */
function withoutCredentials(repository: string): string {
  return repository.replace(/^([a-z+]+:\/\/)[^/@]+@/i, '$1');
}
