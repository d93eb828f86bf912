import { runGit } from '@slipway/git';
import { GitRepository } from './openRepository';
import { existingCommits } from './readCommits';

/** Whether `tip` reaches `ancestor`; false too when that is gone. */
export async function isAncestor(options: {
  repository: GitRepository;
  ancestor: string;
  tip: string;
  signal?: AbortSignal;
}): Promise<boolean> {
  const { repository, ancestor, tip, signal } = options;
  const shas = [ancestor];
  if ((await existingCommits({ repository, shas, signal })).length === 0) {
    return false;
  }
  const unreached = await runGit({
    args: ['rev-list', '--max-count=1', ancestor, `^${tip}`],
    gitDir: repository.gitDir,
    what: `Cannot read the history of ${repository.id}`,
    signal,
  });
  return unreached.trim() === '';
}
