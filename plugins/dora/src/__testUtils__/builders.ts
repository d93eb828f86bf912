import { Change, Deployment } from '@slipway/plugin-dora-common';

let count = 0;

/** A succeeded production deployment of the cart with known changes. */
export function buildDeployment(given: Partial<Deployment> = {}): Deployment {
  count += 1;
  return {
    id: `deployment-${count}`,
    serviceRef: 'component:default/cart',
    ownerRef: 'group:default/checkout',
    environment: 'production',
    version: `v${count}`,
    previousVersion: `v${count - 1}`,
    commit: 'a'.repeat(40),
    commitUrl: null,
    repository: 'https://git.saltmarsh.example/cart',
    startedAt: null,
    finishedAt: '2026-03-04T10:00:00.000Z',
    source: 'releases',
    title: null,
    url: null,
    range: 'known',
    changes: 0,
    leadTimeP50: null,
    failed: false,
    recoveredBy: null,
    recoverySeconds: null,
    rollback: false,
    rollsBack: null,
    rework: false,
    sample: false,
    ...given,
  };
}

function excludedBecause(leadTime: number | null): Change['excluded'] {
  if (leadTime === null) return 'no-start';
  return leadTime < 0 ? 'negative' : null;
}

/** A change that waited an hour for its deployment. */
export function buildChange(
  deployment: Deployment,
  given: Partial<Change> = {},
): Change {
  count += 1;
  const leadTime = given.leadTime === undefined ? 3600 : given.leadTime;
  const committedAt = new Date(
    Date.parse(deployment.finishedAt) - (leadTime ?? 3600) * 1000,
  ).toISOString();
  return {
    sha: count.toString(16).padStart(40, '0'),
    repository: deployment.repository ?? '',
    title: `Change number ${count}`,
    url: null,
    authoredAt: committedAt,
    committedAt,
    mergedAt: committedAt,
    deployedAt: deployment.finishedAt,
    deploymentId: deployment.id,
    serviceRef: deployment.serviceRef,
    version: deployment.version,
    leadTime,
    excluded: excludedBecause(leadTime),
    sample: deployment.sample,
    ...given,
  };
}
