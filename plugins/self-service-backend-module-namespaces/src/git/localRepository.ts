import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveCommit, runGit } from '@slipway/git';
import { BranchMove, EnvironmentsRepository } from './EnvironmentsRepository';
import { exclusively } from './exclusively';
import { describePlace } from './place';

/**
 * A bare repository on this disk that Slipway makes and keeps: what is read and
 * written is the repository itself.
 */
export function localRepository(options: {
  path: string;
  branch: string;
}): EnvironmentsRepository {
  const { path: gitDir, branch: defaultBranch } = options;
  const place = describePlace(gitDir);
  const what = `Cannot use ${place}`;
  const tip = (branch: string, signal?: AbortSignal) =>
    resolveCommit({ gitDir, what, revision: `refs/heads/${branch}`, signal });
  return {
    place,
    gitDir,
    async refresh() {
      if (!(await isThere(join(gitDir, 'HEAD')))) {
        await exclusively(gitDir, () => create(gitDir, defaultBranch));
      }
    },
    tip,
    async move(move) {
      try {
        await runGit({ gitDir, what, ...updateRef(move) });
      } catch (error) {
        if (
          (await tip(move.branch, move.signal)) !== (move.from ?? undefined)
        ) {
          return 'moved';
        }
        throw error;
      }
      await tidyUp(gitDir, move.signal);
      return 'done';
    },
  };
}

/**
 * Packs the objects once there are thousands: nobody else does it for a
 * repository of our own. What fails here has moved the branch all the same.
 */
async function tidyUp(gitDir: string, signal?: AbortSignal) {
  await runGit({
    args: ['gc', '--auto', '--quiet'],
    gitDir,
    what: 'Cannot tidy up',
    signal,
  }).catch(() => undefined);
}

/** The command that moves a branch if it is where it is thought to be. */
export function updateRef({ branch, from, to, signal }: BranchMove) {
  const ref = `refs/heads/${branch}`;
  return {
    args:
      to === null
        ? ['update-ref', '-d', ref, from ?? '']
        : // An empty text says that the branch must not be there yet.
          ['update-ref', ref, to, from ?? ''],
    signal,
  };
}

/** A half-made repository never carries the final name. */
async function create(path: string, branch: string) {
  if (await isThere(join(path, 'HEAD'))) {
    return;
  }
  const draft = `${path}.${process.pid}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await runGit({
    args: [
      'init',
      '--bare',
      '--quiet',
      '--template=',
      `--initial-branch=${branch}`,
      '.',
    ],
    what: `Cannot make the repository ${path}`,
    cwd: draft,
  });
  await mkdir(dirname(path), { recursive: true });
  try {
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was faster.
    if (!(await isThere(join(path, 'HEAD')))) {
      throw error;
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return Boolean(await stat(path).catch(() => undefined));
}
