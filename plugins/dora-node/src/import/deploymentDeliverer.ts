import { DeploymentDelivery } from '@slipway/plugin-dora-common';
import { compileServiceMapping } from '../config/serviceMapping';
import { GitRepository } from '../git/openRepository';
import { CommitChanges } from '../git/readFileChanges';
import { deliveryId, deploymentKey } from './deliveries';
import type { GitopsImport } from './importGitops';
import { DeploymentReader, PutInPlace } from './readDeployments';
import { addIssue } from './summary';

type Found = Awaited<ReturnType<DeploymentReader['read']>>;

/** Turns what a commit put in place into deliveries, and the rest into issues. */
export function deploymentDeliverer(
  options: Omit<GitopsImport, 'pool' | 'entry'>,
  repository: GitRepository,
): (found: Found, commit: CommitChanges, sequence: number) => Promise<void> {
  const { context, gitops, histories, buffer } = options;
  const serviceOf = compileServiceMapping(gitops);
  const services = new Set(context.cursor.services);
  return async (found, commit, sequence) => {
    const where = `${repository.id} ${commit.sha.slice(0, 12)}`;
    for (const { path, reason } of found.unreadable) {
      addIssue(context.summary, {
        where: `${where} ${path}`,
        message: `Skipped: ${reason}`,
      });
    }
    for (const one of found.deployments) {
      const mapped = serviceOf(one);
      if (mapped.result === 'invalid') {
        addIssue(context.summary, { where, message: mapped.reason });
      } else if (mapped.result === 'service') {
        if (!services.has(mapped.ref)) {
          services.add(mapped.ref);
          context.cursor.services = [...services];
        }
        buffer.add({
          ...toDelivery(repository, commit, {
            service: mapped.ref,
            environment: gitops.environment ?? one.environment ?? 'production',
            name: one.service,
            resolution: await histories.resolve(mapped.ref, one.version),
          }),
          version: one.version,
          sequence,
        });
      }
    }
  };
}

function toDelivery(
  { id, commitUrl }: GitRepository,
  commit: CommitChanges,
  one: {
    service: string;
    environment: string;
    name: PutInPlace['service'];
    resolution: { repository?: string; commit?: string };
  },
): Omit<DeploymentDelivery, 'version'> {
  const { service, environment, resolution } = one;
  // Two names may stand for one entity, and change in one commit.
  const name = one.name && !service.endsWith(`/${one.name}`) ? [one.name] : [];
  const key = deploymentKey([id, commit.sha, service, environment, ...name]);
  return {
    id: deliveryId(key, resolution.commit),
    kind: 'deployment',
    key,
    occurredAt: commit.committedAt,
    service,
    environment,
    ...resolution,
    title: commit.subject,
    ...(commitUrl && { url: commitUrl.replaceAll('{sha}', commit.sha) }),
  };
}
