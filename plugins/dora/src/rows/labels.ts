import { parseEntityRef } from '@backstage/catalog-model';
import {
  Deployment,
  DeploymentFilter,
  DeploymentRange,
} from '@slipway/plugin-dora-common';

/** The name by which people know an entity: `cart`. */
export function nameOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

/** What is said of a deployment in a word or two, the gravest first. */
export function statesOf(deployment: Deployment): string[] {
  const states = [];
  if (deployment.failed) states.push('Failed');
  if (deployment.rollback) states.push('Rollback');
  else if (deployment.rework) states.push('Rework');
  if (deployment.range === 'redeployment') states.push('Re-deployment');
  if (deployment.range === 'first') states.push('First deployment');
  if (deployment.range === 'unresolved') states.push('Version not resolved');
  if (deployment.range === 'no-history') states.push('No commit history');
  return states;
}

/** The filters of the list of deployments in words. */
export const filterLabels: Record<DeploymentFilter, string> = {
  all: 'All deployments',
  failed: 'Failed',
  rework: 'Rework',
  rollback: 'Rollbacks',
  redeployment: 'Re-deployments',
  known: 'Changes known',
  first: 'First deployments',
  unresolved: 'Version not resolved',
  'no-history': 'No commit history',
};

/** Why the changes of a deployment are not listed, and what to do about it. */
export const unknownRanges: Record<
  Exclude<DeploymentRange, 'known'>,
  { title: string; description: string }
> = {
  first: {
    title: 'First deployment of the service',
    description:
      'What came before it is not known, so its changes have no start and no lead time. The next deployment has.',
  },
  redeployment: {
    title: 'The same version again',
    description:
      'The version was in place already, so this deployment carried no change. It counts for deployment frequency.',
  },
  unresolved: {
    title: 'The version resolves to no commit',
    description:
      'Check that the version is a tag or a commit of the service’s repository, or add a version pattern to the source.',
  },
  'no-history': {
    title: 'The service has no commit history',
    description:
      'Connect the service’s repository to a source, so that the changes of its deployments are known.',
  },
};
