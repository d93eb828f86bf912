import { existsSync } from 'node:fs';
import { GitRepository } from './GitRepository';
import { testGitRepository } from './testGitRepository';

async function build(repository: GitRepository) {
  const first = await repository.commit({
    at: '2024-01-01T09:00:00Z',
    authoredAt: '2023-12-31T17:00:00Z',
    message: 'Add the till',
    files: { 'src/till.ts': 'one\n' },
    author: { name: 'Ana', email: 'ana@example.com' },
  });
  await repository.branch('feature');
  await repository.commit({
    at: '2024-01-02T09:00:00Z',
    files: { 'src/till.ts': null, 'src/oar.ts': 'two\n' },
  });
  await repository.checkout('main');
  const merge = await repository.merge('feature', {
    at: '2024-01-03T09:00:00Z',
  });
  await repository.tag('v1', { commit: first });
  await repository.tag('v2', { at: '2024-01-04T09:00:00Z' });
  return { first, merge };
}

describe('testGitRepository', () => {
  it('builds commits, merges and tags at the given times', async () => {
    const repository = await testGitRepository();
    const { first, merge } = await build(repository);

    expect(await repository.git('log', '--format=%ct %at %an %s', first)).toBe(
      '1704099600 1704042000 Ana Add the till',
    );
    expect(await repository.git('log', '--format=%P', '-1', merge)).toMatch(
      /^[0-9a-f]{40} [0-9a-f]{40}$/,
    );
    expect(await repository.git('ls-files')).toBe('src/oar.ts');
    expect(await repository.git('cat-file', '-t', 'v1')).toBe('commit');
    expect(await repository.git('cat-file', '-t', 'v2')).toBe('tag');
    expect(
      await repository.git(
        'for-each-ref',
        '--format=%(taggerdate:iso)',
        'refs/tags/v2',
      ),
    ).toBe('2024-01-04 09:00:00 +0000');
  });

  it('gives equal ids for equal steps', async () => {
    const one = await build(await testGitRepository());
    const other = await build(await testGitRepository());
    expect(other).toEqual(one);
  });

  it('bundles every ref and removes itself', async () => {
    const repository = await GitRepository.create();
    await build(repository);
    const bundle = await repository.bundle();
    const clone = await testGitRepository();
    await clone.git(
      'fetch',
      '--quiet',
      '--no-tags',
      bundle,
      'refs/*:refs/copies/*',
    );
    expect(await clone.git('for-each-ref', '--format=%(refname)')).toBe(
      [
        'refs/copies/heads/feature',
        'refs/copies/heads/main',
        'refs/copies/tags/v1',
        'refs/copies/tags/v2',
      ].join('\n'),
    );
    await repository.remove();
    expect(existsSync(repository.path)).toBe(false);
  });

  it('rejects a time that is none', async () => {
    const repository = await testGitRepository();
    await expect(repository.commit({ at: 'yesterday' })).rejects.toThrow(
      '"yesterday" is not a time',
    );
  });
});
