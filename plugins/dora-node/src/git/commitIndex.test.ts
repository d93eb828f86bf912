import { testGitRepository } from '@slipway/testing';
import { CommitIndex } from './commitIndex';

describe('CommitIndex', () => {
  it('finds every commit of a history by any of its beginnings, and says when it is not the only one', async () => {
    const built = await testGitRepository();
    for (let day = 0; day < 60; day++) {
      await built.commit({ at: day * 86_400_000 });
    }
    const shas = (await built.git('rev-list', 'HEAD')).split('\n');
    await built.branch('gone', 'HEAD~59');
    const dangling = await built.commit({ at: 0 });
    await built.checkout('main');
    const index = await CommitIndex.read({
      repository: { id: 'test', gitDir: `${built.path}/.git` },
      tips: [shas[0]],
    });

    for (const sha of shas) {
      for (const length of [1, 2, 7, 8, 9, 20, 40]) {
        const prefix = sha.slice(0, length);
        const same = shas.filter(other => other.startsWith(prefix));
        expect(index.find(prefix)).toEqual(
          same.length === 1
            ? { result: 'found', sha }
            : { result: 'ambiguous' },
        );
      }
    }
    expect(index.find(dangling)).toEqual({ result: 'none' });
    expect(index.find(`${shas[0]}0`)).toEqual({ result: 'none' });
    expect(index.find('0'.repeat(40))).toEqual({ result: 'none' });
    expect(index.find('f'.repeat(40))).toEqual({ result: 'none' });
  });

  it('knows no commit of an empty history', async () => {
    const built = await testGitRepository();
    const index = await CommitIndex.read({
      repository: { id: 'test', gitDir: `${built.path}/.git` },
      tips: [],
    });
    expect(index.find('abcdef1')).toEqual({ result: 'none' });
  });

  it('reads the longer names of a SHA-256 repository', async () => {
    const built = await testGitRepository();
    await built.git('init', '--quiet', '--object-format=sha256', 'inner');
    const inner = (...args: string[]) =>
      built.git('-C', `${built.path}/inner`, ...args);
    await inner('commit', '--quiet', '--allow-empty', '-m', 'One');
    const sha = await inner('rev-parse', 'HEAD');
    expect(sha).toHaveLength(64);
    const index = await CommitIndex.read({
      repository: { id: 'test', gitDir: `${built.path}/inner/.git` },
      tips: [sha],
    });
    expect(index.find(sha.slice(0, 7))).toEqual({ result: 'found', sha });
    expect(index.find(sha)).toEqual({ result: 'found', sha });
  });
});
