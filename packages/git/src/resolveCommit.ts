import { runGit } from './runGit';

/** The commit a revision names, or undefined when there is none. */
export async function resolveCommit(options: {
  gitDir: string;
  revision: string;
  what: string;
  signal?: AbortSignal;
}): Promise<string | undefined> {
  const { gitDir, revision, what, signal } = options;
  const answer = await runGit({
    args: ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    gitDir,
    what,
    input: `${revision}^{commit}\n`,
    signal,
  });
  const [sha, type] = answer.trim().split(' ');
  return type === 'commit' ? sha : undefined;
}
