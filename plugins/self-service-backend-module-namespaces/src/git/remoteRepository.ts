import {
  GitCredentials,
  GitError,
  mirrorDirectory,
  remoteAccess,
  resolveCommit,
  runGit,
  syncMirror,
  withoutCredentials,
} from '@slipway/git';
import { BranchMove, EnvironmentsRepository } from './EnvironmentsRepository';
import { exclusively } from './exclusively';
import { updateRef } from './localRepository';
import { describePlace } from './place';

/**
 * A repository elsewhere, through a mirror on this disk. The mirror holds
 * nothing of its own: a commit exists from the moment it is pushed.
 */
export function remoteRepository(options: {
  /** A URL without credentials, or an absolute path. */
  remote: string;
  credentials?: GitCredentials;
  /** Where mirrors are kept. */
  workDir: string;
  now: () => Date;
}): EnvironmentsRepository {
  const { remote, credentials, workDir, now } = options;
  const place = describePlace(remote);
  const what = `Cannot use ${place}`;
  const mirror = { id: 'environments', remote, credentials, workDir };
  const gitDir = mirrorDirectory(mirror);
  let refreshedAt: number | undefined;
  let begun = 0;
  let ended = 0;
  const refresh: EnvironmentsRepository['refresh'] = async ({
    maximumAgeMs = 0,
    signal,
  } = {}) => {
    const age = now().getTime() - (refreshedAt ?? -Infinity);
    if (age < maximumAgeMs) {
      return;
    }
    const asked = begun;
    await exclusively(gitDir, async () => {
      if (ended > asked) {
        // One that began after this was asked for has answered it.
        return;
      }
      begun += 1;
      const mine = begun;
      const at = now().getTime();
      await syncMirror({ ...mirror, signal });
      refreshedAt = at;
      ended = mine;
    });
  };
  const tip = (branch: string, signal?: AbortSignal) =>
    resolveCommit({ gitDir, what, revision: `refs/heads/${branch}`, signal });
  return {
    place,
    gitDir,
    refresh,
    tip,
    async move(move) {
      const said = await push({ gitDir, remote, credentials, what, move });
      if (said === undefined) {
        await runGit({ gitDir, what, ...updateRef(move) }).catch(() => {
          refreshedAt = undefined;
        });
        return 'done';
      }
      refreshedAt = undefined;
      await refresh({ signal: move.signal });
      const found = await tip(move.branch, move.signal);
      if (said.busy || found !== (move.from ?? undefined)) {
        return 'moved';
      }
      throw said.error;
    },
  };
}

async function push(options: {
  gitDir: string;
  remote: string;
  credentials?: GitCredentials;
  what: string;
  move: BranchMove;
}): Promise<{ error: GitError; busy: boolean } | undefined> {
  const { gitDir, remote, move } = options;
  const ref = `refs/heads/${move.branch}`;
  let stderr = '';
  try {
    await runGit({
      ...remoteAccess(options),
      gitDir,
      what: options.what,
      signal: move.signal,
      timeout: 120_000,
      args: [
        'push',
        '--quiet',
        '--no-verify',
        `--force-with-lease=${ref}:${move.from ?? ''}`,
        '--',
        remote,
        `${move.to ?? ''}:${ref}`,
      ],
      onStderr: text => {
        stderr = (stderr + text).slice(-4096);
      },
    });
    return undefined;
  } catch (error) {
    const answered =
      error instanceof GitError && ['failed', 'damaged'].includes(error.reason);
    if (!answered) {
      throw error;
    }
    const message = `${options.what}: ${refusal(stderr)}`;
    return {
      error: new GitError('failed', message, { cause: error }),
      // Somebody else's push is in the middle of moving it.
      busy: /cannot lock ref|failed to update ref/.test(stderr),
    };
  }
}

/** The remote's own words, such as those of a branch protection. */
function refusal(stderr: string): string {
  const lines = withoutCredentials(stderr)
    .split('\n')
    .filter(line => /^(remote:| ! \[)/.test(line))
    .map(line =>
      line
        .replace(/^remote:/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(line => line !== '');
  return lines.join('; ') || 'the push was refused';
}
