import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitRepository, testGitRepository } from '@slipway/testing';
import { parseRepositoryLocation } from '@slipway/git';
import { openRepository } from './openRepository';
import { readRefs } from './readRefs';

let workDir: string;

beforeEach(async () => {
  workDir = await mkdtemp(join(tmpdir(), 'slipway-mirrors-'));
});

afterEach(() => rm(workDir, { recursive: true, force: true }));

async function openAt(place: string) {
  const repository = await openRepository({
    id: 'test',
    location: parseRepositoryLocation(place, { baseDir: '/' }),
    workDir,
  });
  return { repository, refs: await readRefs({ repository }) };
}

async function built(): Promise<GitRepository> {
  const repository = await testGitRepository();
  await repository.commit({ at: '2024-01-01T09:00:00Z' });
  await repository.tag('v1');
  return repository;
}

describe('openRepository', () => {
  it('opens work trees and bare repositories in place, bundles and URLs by a mirror', async () => {
    const source = await built();
    await source.branch('other');
    const tip = await source.commit({ at: '2024-01-02T09:00:00Z' });
    await source.checkout('main');
    await source.git('clone', '--quiet', '--bare', '.', 'bare.git');
    const head = await source.head();

    for (const place of [
      source.path,
      `${source.path}/`,
      join(source.path, 'bare.git'),
      await source.bundle(),
      source.url,
    ]) {
      const { repository, refs } = await openAt(place);
      expect(repository.head).toBe(head);
      expect(refs.tags.get('v1')?.commit).toBe(head);
      expect(Object.fromEntries(refs.branches)).toEqual({
        main: head,
        other: tip,
      });
    }
    expect(await readdir(workDir)).toEqual([
      expect.stringMatching(/^test-[0-9a-f]{12}\.git$/),
      expect.stringMatching(/^test-[0-9a-f]{12}\.git$/),
    ]);
  });

  it('follows what the remote adds, moves, removes and calls its default', async () => {
    const source = await built();
    await source.git('branch', 'a');
    await openAt(source.url);

    await source.git('branch', '-D', 'a');
    await source.git('tag', '-d', 'v1');
    await source.branch('a/b');
    const tip = await source.commit({ at: '2024-01-02T09:00:00Z' });
    await source.git('tag', 'v2');
    const { repository, refs } = await openAt(source.url);

    expect([...refs.branches.keys()]).toEqual(['a/b', 'main']);
    expect([...refs.tags.keys()]).toEqual(['v2']);
    expect(repository.head).toBe(tip);
  });

  it('reads a bundle without HEAD by its main branch, and an empty repository as empty', async () => {
    const source = await built();
    const file = join(source.path, 'part.bundle');
    await source.git('bundle', 'create', '--quiet', file, 'main', 'v1');
    expect((await openAt(file)).repository.head).toBe(await source.head());

    const empty = await testGitRepository();
    for (const place of [empty.path, empty.url]) {
      const { repository, refs } = await openAt(place);
      expect(repository.head).toBeUndefined();
      expect(refs.tips).toEqual([]);
    }
  });

  it('makes a mirror anew that an interrupted fetch left damaged or locked', async () => {
    const source = await built();
    const { repository } = await openAt(source.url);
    await source.commit({ at: '2024-01-02T09:00:00Z' });
    await writeFile(join(repository.gitDir, 'refs/heads/main.lock'), '');
    expect((await openAt(source.url)).refs.branches.get('main')).toBe(
      await source.head(),
    );

    await rm(join(repository.gitDir, 'objects'), { recursive: true });
    expect((await openAt(source.url)).refs.branches.get('main')).toBe(
      await source.head(),
    );
  });

  it('names what is wrong and what to do', async () => {
    const source = await built();
    await source.commit({ at: '2024-01-02T09:00:00Z' });
    const inside = join(source.path, 'folder');
    await mkdir(inside);
    const shallow = join(source.path, 'shallow');
    await source.git('clone', '--quiet', '--depth=1', source.url, shallow);
    const part = join(source.path, 'part.bundle');
    await source.git('bundle', 'create', '--quiet', part, 'v1..main');
    await writeFile(join(source.path, 'text'), 'text');
    const cases: Array<[string, string, RegExp]> = [
      [shallow, 'shallow', /git fetch --unshallow/],
      [inside, 'not-a-repository', /Name a repository/],
      [join(source.path, 'text'), 'not-a-repository', /neither/],
      [join(source.path, 'none'), 'not-found', /Check the path/],
      [`${source.url}/none`, 'not-found', /Check the address/],
      [part, 'damaged', /git bundle create FILE --all/],
      ['http://127.0.0.1:9/till', 'unreachable', /Check the network/],
    ];
    for (const [place, reason, message] of cases) {
      await expect(openAt(place)).rejects.toMatchObject({
        name: 'GitError',
        reason,
        message: expect.stringMatching(message),
      });
    }
  });
});
