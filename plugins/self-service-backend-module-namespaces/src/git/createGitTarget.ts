import { join, resolve } from 'node:path';
import { parseRepositoryLocation } from '@slipway/git';
import { NamespaceTarget } from '../targets/NamespaceTarget';
import { checkRepository } from './checkRepository';
import { EnvironmentsRepository } from './EnvironmentsRepository';
import { folderOf } from './folder';
import { githubForge } from './githubForge';
import { GitTargetParts } from './gitTargetParts';
import { localRepository } from './localRepository';
import { observeFolder } from './observe';
import { remoteRepository } from './remoteRepository';
import { restoreItem } from './restoreItem';
import { GitTargetSettings } from './settings';
import { withStepErrors } from './stepFailure';
import { applySteps, destroySteps } from './steps';

export type GitTargetOptions = {
  settings: GitTargetSettings & { title: string; environments: string[] };
  /** Absolute. Where a repository of our own is, unless its path is set. */
  dataDir: string;
  /** Absolute. Where mirrors of remotes are kept. */
  mirrorDir: string;
  /** Where relative paths of the settings begin. */
  baseDir: string;
  /** The target named by `statusFrom`. */
  status?: NamespaceTarget;
  requestUrl(requestId: string): string;
  now(): Date;
};

/**
 * Namespaces as files in Git, for a controller that applies what it finds.
 *
 * @throws InputError when the repository's address cannot be used
 */
export function createGitTarget(options: GitTargetOptions): NamespaceTarget {
  const { settings, status, requestUrl, now } = options;
  const parts: GitTargetParts = {
    settings: { ...settings, cluster: settings.cluster ?? settings.name },
    repository: repositoryOf(options),
    forge: settings.forge && githubForge(settings.forge),
    status,
    requestUrl,
    now,
  };
  return {
    name: settings.name,
    title: settings.title,
    type: 'git',
    kinds: ['namespace'],
    environments: settings.environments,
    checkHealth: signal => checkRepository(parts, signal),
    steps: context => applySteps(parts, context),
    destroy: context => destroySteps(parts, context),
    observe: observed => observeFolder(parts, observed),
    restore: (context, item) =>
      withStepErrors(() => restoreItem(parts, context, item)),
    // What is removed from Git is gone from Git; a cluster knows its own.
    findBlockers: async found => (status ? status.findBlockers(found) : []),
    connect: resource => [
      {
        label: 'Git repository',
        value: parts.repository.place,
        help: 'A GitOps controller applies what is in it.',
      },
      { label: 'Branch', value: settings.branch },
      { label: 'Folder', value: folderOf(parts.settings.cluster, resource) },
      ...(status?.connect(resource) ?? []),
    ],
    ...(status?.issueKubeconfig && {
      issueKubeconfig: status.issueKubeconfig.bind(status),
    }),
  };
}

function repositoryOf(options: GitTargetOptions): EnvironmentsRepository {
  const { settings, dataDir, mirrorDir, baseDir, now } = options;
  const { branch, path, repository } = settings;
  if (repository === undefined) {
    return localRepository({
      path:
        path === undefined
          ? join(dataDir, 'environments.git')
          : resolve(baseDir, path),
      branch,
    });
  }
  const location = parseRepositoryLocation(repository, { baseDir });
  return location.kind === 'path'
    ? remoteRepository({ remote: location.path, workDir: mirrorDir, now })
    : remoteRepository({
        remote: location.url,
        credentials: location.credentials,
        workDir: mirrorDir,
        now,
      });
}
