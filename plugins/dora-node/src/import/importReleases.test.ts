import { testGitRepository } from '@slipway/testing';
import { at, importing } from '../__testUtils__/importing';
import { memorySink } from '../__testUtils__/memorySink';

const run = importing();
const service = 'component:default/till';

async function released() {
  const repository = await testGitRepository();
  const commits = {
    first: await repository.commit({ at: at(1) }),
    second: await repository.commit({ at: at(2), message: 'Fix the till' }),
  };
  await repository.tag('v1', { commit: commits.first, at: at(3) });
  await repository.tag('v2', { commit: commits.second });
  await repository.tag('nightly-1', { commit: commits.second });
  return { repository, commits };
}

describe('importing release tags', () => {
  it('makes a deployment of each tag that fits, at the tag’s or the commit’s time', async () => {
    const { repository, commits } = await released();
    const release = { repository: repository.path, tags: 'v*', service };

    const byTag = await run({ releases: [release] });
    expect(byTag.sink.deployments()).toEqual([
      expect.objectContaining({
        version: 'v2',
        occurredAt: at(2),
        commit: commits.second,
        sequence: 1,
      }),
      expect.objectContaining({
        id: expect.stringMatching(
          `^git:.+:tag:v1:${service}:production:${commits.first}$`,
        ),
        version: 'v1',
        environment: 'production',
        service,
        occurredAt: at(3),
        commit: commits.first,
        sequence: 0,
      }),
    ]);
    const [{ repository: id = '' }] = byTag.sink.deployments();
    expect([...byTag.sink.commits(id).values()]).toEqual([
      expect.objectContaining({ sha: commits.first, parents: [] }),
      {
        sha: commits.second,
        parents: [commits.first],
        committedAt: at(2),
        authoredAt: at(2),
        subject: 'Fix the till',
      },
    ]);
    expect(byTag.sink.heads.get(id)).toBe(commits.second);

    const byCommit = await run({
      releases: [{ ...release, time: 'commit', environment: 'live' }],
    });
    expect(
      byCommit.sink
        .deployments()
        .map(one => [one.version, one.occurredAt, one.environment]),
    ).toEqual([
      ['v1', at(1), 'live'],
      ['v2', at(2), 'live'],
    ]);
  });

  it('orders tags by their commits, then by number', async () => {
    const repository = await testGitRepository();
    await repository.commit({ at: at(1) });
    await repository.tag('v100');
    await repository.commit({ at: at(1) });
    for (const name of ['v10', 'v9', 'v2']) {
      await repository.tag(name);
    }

    const { sink } = await run({
      releases: [{ repository: repository.path, tags: '/^v\\d+$/', service }],
    });

    expect(sink.deployments().map(one => one.version)).toEqual([
      'v100',
      'v2',
      'v9',
      'v10',
    ]);
  });

  it('delivers again only when a tag came, moved or went', async () => {
    const { repository, commits } = await released();
    const source = {
      releases: [{ repository: repository.path, tags: 'v*', service }],
    };
    const sink = memorySink();
    await run(source, sink);

    const again = await run(source, sink);
    expect(again.summary.deployments.read).toBe(0);

    await repository.git('tag', '--force', 'v1', commits.second);
    await repository.git('tag', 'v3', commits.second);
    const third = await run(source, sink);
    expect(third.summary.deployments).toMatchObject({
      read: 3,
      accepted: 2,
      duplicates: 1,
    });
    expect(sink.deployments()).toHaveLength(3);
  });

  it('passes over tags that lead to no commit and follows tags of tags', async () => {
    const repository = await testGitRepository();
    const commit = await repository.commit({
      at: at(1),
      files: { file: 'text' },
    });
    await repository.git('tag', 'v-blob', 'HEAD:file');
    await repository.git('tag', 'v-tree', 'HEAD^{tree}');
    await repository.tag('v1', { at: at(2) });
    await repository.tag('v1-signed', { at: at(3), commit: 'v1' });
    await repository.git('branch', 'v-branch');

    const { sink, summary } = await run({
      releases: [{ repository: repository.path, tags: 'v*', service }],
    });

    expect(
      sink.deployments().map(one => [one.version, one.commit, one.occurredAt]),
    ).toEqual([
      ['v1', commit, at(2)],
      ['v1-signed', commit, at(3)],
    ]);
    expect(summary.failures).toEqual([]);
  });

  it('takes an empty repository, and one without a tag that fits, for what it is', async () => {
    const empty = await testGitRepository();
    const untagged = await testGitRepository();
    await untagged.commit({ at: at(1) });

    const { sink, summary } = await run({
      releases: [empty, untagged].map(({ path }) => ({
        repository: path,
        tags: 'v*',
        service,
      })),
    });

    expect(sink.deployments()).toEqual([]);
    expect(summary).toMatchObject({
      failures: [],
      histories: { repositories: 2, added: 1 },
    });
  });
});
