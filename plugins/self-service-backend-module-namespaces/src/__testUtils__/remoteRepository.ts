import { GitRepository, testGitRepository } from '@slipway/testing';

/** A bare repository elsewhere, and what people do there. */
export async function bareRemote() {
  const holder = await testGitRepository();
  const path = `${holder.path}/remote.git`;
  await holder.git('init', '--quiet', '--bare', '--initial-branch=main', path);
  const git = (...args: string[]) => holder.git(`--git-dir=${path}`, ...args);

  const clone = async (): Promise<GitRepository> => {
    const made = await testGitRepository();
    await made.git('fetch', '--quiet', path, '+refs/heads/*:refs/remotes/*');
    await made.git('reset', '--quiet', '--hard', 'refs/remotes/main');
    return made;
  };
  return {
    path,
    git,
    branches: () => git('for-each-ref', '--format=%(refname:short)'),
    /** Commits files to the branch main by hand. */
    async edit(files: Record<string, string | null>) {
      const made = await clone();
      await made.commit({
        at: '2026-03-03T09:00:00Z',
        message: 'By hand',
        files,
      });
      await made.git('push', '--quiet', path, 'HEAD:main');
    },
    /** Squashes a branch into main, as a forge's button does. */
    async squash(branch: string) {
      const made = await clone();
      await made.git('merge', '--quiet', '--squash', `refs/remotes/${branch}`);
      await made.git('commit', '--quiet', '--message', `Squash ${branch}`);
      await made.git('push', '--quiet', path, 'HEAD:main');
    },
  };
}
