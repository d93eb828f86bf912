import { GitError, runGit } from '@slipway/git';
import { Target } from '@slipway/plugin-self-service-node';
import { GitTargetParts } from './gitTargetParts';
import { messageOf } from './place';

type Health = Awaited<ReturnType<Target['checkHealth']>>;

/** Whether the repository can be read, and what stands on the branch. */
export async function checkRepository(
  parts: GitTargetParts,
  signal: AbortSignal,
): Promise<Health> {
  try {
    return await check(parts, signal);
  } catch (error) {
    return {
      health: 'unreachable',
      message:
        error instanceof GitError
          ? messageOf(error)
          : 'The repository could not be read; the log of the backend says why.',
      version: null,
      lastEventAt: null,
    };
  }
}

async function check(
  { repository, settings, status }: GitTargetParts,
  signal: AbortSignal,
): Promise<Health> {
  await repository.refresh({ signal });
  const tip = await repository.tip(settings.branch, signal);
  const cluster = status
    ? `What stands in the cluster is read from ${status.title}.`
    : 'A GitOps controller applies it; what stands in a cluster cannot be known here.';
  if (tip === undefined) {
    return {
      health: 'reachable',
      message: `${repository.place} has nothing on ${settings.branch} yet. ${cluster}`,
      version: null,
      lastEventAt: null,
    };
  }
  const answer = await runGit({
    args: ['log', '-1', '--format=%h%x00%cI%x00%s', tip],
    gitDir: repository.gitDir,
    what: `Cannot read ${repository.place}`,
    signal,
  });
  const [short, at, subject] = answer.trimEnd().split('\0');
  return {
    health: 'reachable',
    message: `${repository.place}, branch ${settings.branch}, last commit "${subject}". ${cluster}`,
    version: short,
    lastEventAt: new Date(at).toISOString(),
  };
}
