import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from './gitError';
import { GitCredentials } from './repositoryLocation';
import { resolveCommit } from './resolveCommit';
import { GitCommand, runGit } from './runGit';
import { remoteAccess } from './remoteAccess';

const fetchTimeout = 30 * 60_000;

export type SyncMirrorOptions = {
  id: string;
  /** A URL without credentials, or the absolute path of a bundle. */
  remote: string;
  credentials?: GitCredentials;
  workDir: string;
  signal?: AbortSignal;
  onFetch?: (detail: string) => void;
};

/**
 * Brings a bare mirror of a remote's branches and tags up to date, making it
 * first if need be. A mirror that was left damaged or locked by an interrupted
 * fetch is thrown away and made again: it holds nothing of its own.
 */
export async function syncMirror(
  options: SyncMirrorOptions,
): Promise<{ gitDir: string; head?: string }> {
  const gitDir = mirrorDirectory(options);
  const existed = await isThere(join(gitDir, 'HEAD'));
  try {
    return await createAndFetch(options, gitDir);
  } catch (error) {
    const broken =
      error instanceof GitError &&
      (error.reason === 'damaged' || error.reason === 'not-a-repository');
    if (!existed || !broken) {
      throw error;
    }
    await rm(gitDir, { recursive: true, force: true });
    return createAndFetch(options, gitDir);
  }
}

async function createAndFetch(
  options: SyncMirrorOptions,
  gitDir: string,
): Promise<{ gitDir: string; head?: string }> {
  const { signal } = options;
  const what = `Cannot fetch ${options.id}`;
  if (!(await isThere(join(gitDir, 'HEAD')))) {
    await createMirror(gitDir, what, signal);
  }
  const remote: Omit<GitCommand, 'args'> = {
    what,
    gitDir,
    ...remoteAccess(options),
    timeout: fetchTimeout,
    signal,
  };
  const tip = await remoteHead(options.remote, remote);
  await runGit({
    ...remote,
    args: [
      'fetch',
      '--progress',
      '--force',
      '--prune',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-recurse-submodules',
      '--',
      options.remote,
      '+refs/heads/*:refs/heads/*',
      '+refs/tags/*:refs/tags/*',
    ],
    onStderr: text => {
      const detail = /([A-Z][a-z]+ [a-z]+: +\d+%)/.exec(text);
      if (detail) {
        options.onFetch?.(detail[1]);
      }
    },
  });
  const head =
    tip && (await resolveCommit({ gitDir, what, revision: tip, signal }));
  return { gitDir, ...(head && { head }) };
}

/** A half-made mirror never carries the final name. */
async function createMirror(
  gitDir: string,
  what: string,
  signal?: AbortSignal,
): Promise<void> {
  const draft = `${gitDir}.new`;
  await rm(draft, { recursive: true, force: true });
  await rm(gitDir, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await runGit({
    args: ['init', '--bare', '--quiet', '--template=', '.'],
    what,
    cwd: draft,
    signal,
  });
  await rename(draft, gitDir);
}

/** The commit of the remote's default branch; a bundle may have none. */
async function remoteHead(
  remote: string,
  command: Omit<GitCommand, 'args'>,
): Promise<string | undefined> {
  const answer = await runGit({
    ...command,
    args: ['ls-remote', '--', remote, 'HEAD', 'refs/heads/*'],
  });
  const refs = answer
    .trimEnd()
    .split('\n')
    .map(line => line.split('\t'))
    .filter(([, name]) => name);
  const named = (name: string) => refs.find(ref => ref[1] === name)?.[0];
  return (
    named('HEAD') ??
    named('refs/heads/main') ??
    named('refs/heads/master') ??
    (refs.length === 1 ? refs[0][0] : undefined)
  );
}

/** Where the mirror of a remote is, whether it was made yet or not. */
export function mirrorDirectory(
  options: Pick<SyncMirrorOptions, 'id' | 'remote' | 'workDir'>,
): string {
  const readable = options.id.replace(/[^A-Za-z0-9._-]+/g, '-').slice(-60);
  const digest = createHash('sha256').update(options.remote).digest('hex');
  const name = `${readable.replace(/^[.-]+/, '')}-${digest.slice(0, 12)}.git`;
  return join(options.workDir, name);
}

async function isThere(path: string): Promise<boolean> {
  return Boolean(await stat(path).catch(() => undefined));
}
