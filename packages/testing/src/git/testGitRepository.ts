import { GitRepository } from './GitRepository';

const repositories: GitRepository[] = [];

// A hook cannot be added from inside a test, so it is added on import; the
// programs outside Jest that use this package have no hooks.
if (typeof afterAll === 'function') {
  afterAll(async () => {
    await Promise.all(
      repositories.splice(0).map(repository => repository.remove()),
    );
  });
}

/**
 * A git repository for the tests of this file, deleted after the last one.
 * Outside Jest use `GitRepository.create()` and `remove()`.
 *
 * @example
 * const repository = await testGitRepository();
 * const first = await repository.commit({ at: '2024-01-01T09:00:00Z' });
 * await repository.tag('v1');
 */
export async function testGitRepository(): Promise<GitRepository> {
  const repository = await GitRepository.create();
  repositories.push(repository);
  return repository;
}
