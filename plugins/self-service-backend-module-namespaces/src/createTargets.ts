import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { createGitTarget } from './git/createGitTarget';
import { NamespaceSettings } from './settings';
import { NamespaceTarget } from './targets/NamespaceTarget';

type TargetSettings = NamespaceSettings['targets'][number];
type GitSettings = Extract<TargetSettings, { type: 'git' }>;
type LiveSettings = Exclude<TargetSettings, { type: 'git' }>;

/** A target's settings with what was left out filled in. */
type Complete<Settings> = Settings & { title: string; environments: string[] };

export type CreateTargetsOptions = {
  settings: NamespaceSettings;
  /** All environments, for targets that name none. */
  environments: string[];
  /** backend.workingDirectory; undefined where it is not set. */
  workingDirectory: string | undefined;
  /** The portal's own address. */
  appUrl: string;
  createLive(settings: Complete<LiveSettings>): NamespaceTarget;
  now(): Date;
};

/** The targets in the order of the settings: the first of an environment is its default. */
export function createTargets(
  options: CreateTargetsOptions,
): NamespaceTarget[] {
  const { settings, workingDirectory, now } = options;
  const complete = <S extends TargetSettings>(target: S): Complete<S> => ({
    ...target,
    title: target.title ?? target.name,
    environments: target.environments ?? options.environments,
  });
  const live = new Map<string, NamespaceTarget>();
  for (const target of settings.targets) {
    if (target.type !== 'git') {
      live.set(target.name, options.createLive(complete(target)));
    }
  }
  const createGit = (target: GitSettings) =>
    createGitTarget({
      settings: complete(target),
      // A repository of our own must outlive the process; a mirror need not.
      dataDir: resolve(workingDirectory ?? '.slipway'),
      mirrorDir: join(workingDirectory ?? tmpdir(), 'slipway-environments'),
      baseDir: process.cwd(),
      status: target.statusFrom ? live.get(target.statusFrom) : undefined,
      requestUrl: id =>
        `${options.appUrl}/self-service/requests/${encodeURIComponent(id)}`,
      now,
    });
  return settings.targets.flatMap(target => {
    const made =
      target.type === 'git' ? createGit(target) : live.get(target.name);
    return made ? [made] : [];
  });
}
