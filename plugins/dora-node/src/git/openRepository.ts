import { open, stat } from 'node:fs/promises';
import {
  GitError,
  RepositoryLocation,
  resolveCommit,
  runGit,
  syncMirror,
} from '@slipway/git';

/** A repository that is on this disk and may be read. */
export type GitRepository = {
  id: string;
  gitDir: string;
  /** The tip of the default branch; undefined when it has none. */
  head?: string;
  /** `{sha}` is replaced; how a commit is linked. */
  commitUrl?: string;
};

export type OpenRepositoryOptions = {
  id: string;
  location: RepositoryLocation;
  commitUrl?: string;
  /** Where mirrors of URLs and bundles are kept. */
  workDir: string;
  signal?: AbortSignal;
  /** Git's own progress of a fetch, such as "Receiving objects: 45%". */
  onFetch?: (detail: string) => void;
};

/**
 * Makes a repository readable: a local one in place and read-only, a URL or a
 * bundle through a bare mirror under `workDir` that is brought up to date.
 * Throws a GitError when it cannot be read or is shallow.
 */
export async function openRepository(
  options: OpenRepositoryOptions,
): Promise<GitRepository> {
  const { id, location } = options;
  const url = location.kind === 'url' ? location.commitUrl : undefined;
  const commitUrl = options.commitUrl ?? url;
  const found = await locate(options);
  return { id, ...found, ...(commitUrl && { commitUrl }) };
}

async function locate(
  options: OpenRepositoryOptions,
): Promise<{ gitDir: string; head?: string }> {
  const { id, location, signal, workDir, onFetch } = options;
  if (location.kind === 'url') {
    return syncMirror({
      id,
      remote: location.url,
      credentials: location.credentials,
      workDir,
      signal,
      onFetch,
    });
  }
  const kind = await kindOfPath(location.path, id);
  return kind === 'bundle'
    ? syncMirror({ id, remote: location.path, workDir, signal, onFetch })
    : openInPlace(location.path, id, signal);
}

async function kindOfPath(
  path: string,
  id: string,
): Promise<'repository' | 'bundle'> {
  const found = await stat(path).catch(() => undefined);
  if (!found) {
    throw new GitError(
      'not-found',
      `Cannot read ${id}: there is no file or folder ${path}. Check the path.`,
    );
  }
  if (found.isDirectory()) {
    return 'repository';
  }
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    if (/^# v\d+ git bundle/.test(buffer.toString('latin1', 0, bytesRead))) {
      return 'bundle';
    }
  } finally {
    await file.close();
  }
  throw new GitError(
    'not-a-repository',
    `Cannot read ${id}: ${path} is neither a repository nor a git bundle.`,
  );
}

async function openInPlace(
  path: string,
  id: string,
  signal?: AbortSignal,
): Promise<{ gitDir: string; head?: string }> {
  const what = `Cannot read ${id}`;
  const answer = await runGit({
    args: ['rev-parse', '--absolute-git-dir', '--is-shallow-repository'],
    what,
    cwd: path,
    // A folder inside another repository must not stand for that one.
    environment: { GIT_CEILING_DIRECTORIES: parentOf(path) },
    signal,
  });
  const [gitDir, shallow] = answer.trimEnd().split('\n');
  if (shallow === 'true') {
    throw new GitError(
      'shallow',
      `${what}: ${path} is a shallow clone, so its first commits would look like deployments. Run git fetch --unshallow there.`,
    );
  }
  const head = await resolveCommit({ gitDir, what, revision: 'HEAD', signal });
  return { gitDir, ...(head && { head }) };
}

function parentOf(path: string): string {
  return path.replace(/[\\/][^\\/]*[\\/]?$/, '') || '/';
}
