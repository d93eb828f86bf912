import { GitRepository, testGitRepository } from '@slipway/testing';
import { at, importing, lines } from '../__testUtils__/importing';

const run = importing();

const layout = {
  path: 'apps/{environment}/{service}.yaml',
  key: 'image_tag',
} as const;

function gitops(repository: GitRepository, more: object = {}) {
  return { gitops: [{ repository: repository.path, ...layout, ...more }] };
}

const tag = (version: string) => `image_tag: ${version}\n`;

describe('importing a GitOps history', () => {
  it('takes a changed value as a deployment at the committer’s time, and no other edit', async () => {
    const repository = await testGitRepository();
    await repository.commit({
      at: at(1),
      authoredAt: at(9),
      files: {
        'apps/production/till.yaml': tag('v1'),
        'apps/staging/till.yaml': tag('v2'),
        'apps/production/oar.yaml': '',
        'README.md': tag('v0'),
        'apps/production/deeper/till.yaml': tag('v0'),
      },
    });
    await repository.commit({
      at: at(2),
      message: 'Scale\u0007 the till — größer',
      files: {
        'apps/production/till.yaml': `replicas: 2\n${tag('v1')}`,
        'apps/production/oar.yaml': tag('v7'),
      },
    });
    const third = await repository.commit({
      at: at(3),
      message: 'Ship v2 — größer\u0007',
      files: { 'apps/production/till.yaml': `replicas: 2\n${tag('"v2"')}` },
    });
    await repository.commit({
      at: at(4),
      files: {
        'apps/production/till.yaml': 'replicas: 2\n',
        'apps/production/oar.yaml': null,
      },
    });
    await repository.commit({
      at: at(5),
      files: { 'apps/production/till.yaml': tag('v2') },
    });

    const { sink, summary } = await run(gitops(repository));

    expect(lines(sink)).toEqual([
      'till@production v1',
      'till@staging v2',
      'oar@production v7',
      'till@production v2',
      'till@production v2',
    ]);
    expect(sink.deployments()[3]).toEqual({
      id: expect.stringMatching(
        `^git:slipway-git-[^:]+:${third}:component:default/till:production$`,
      ),
      key: expect.stringMatching(`:${third}:component:default/till:production`),
      kind: 'deployment',
      status: 'succeeded',
      occurredAt: at(3),
      service: 'component:default/till',
      environment: 'production',
      version: 'v2',
      sequence: 2,
      title: 'Ship v2 — größer',
    });
    expect(summary).toMatchObject({
      deployments: { read: 5, accepted: 5, withoutHistory: 5, unresolved: 0 },
      failures: [],
      issues: { count: 0 },
    });
  });

  it('leaves merges out and reads every commit they bring, also of a side branch that changed nothing in the end', async () => {
    const repository = await testGitRepository();
    const set = (version: string, second: number) =>
      repository.commit({
        at: at(2, second),
        files: { 'apps/production/till.yaml': tag(version) },
      });
    await set('v1', 0);
    await repository.branch('hotfix');
    await set('v2', 1);
    await set('v1', 2);
    await repository.checkout('main');
    await repository.commit({ at: at(2, 3) });
    await repository.merge('hotfix', { at: at(2, 4) });
    await repository.branch('other');
    await set('v3', 5);
    await repository.checkout('main');
    await repository.merge('other', { at: at(2, 6) });

    const { sink } = await run(gitops(repository));

    expect(lines(sink)).toEqual([
      'till@production v1',
      'till@production v2',
      'till@production v1',
      'till@production v3',
    ]);
  });

  it('orders deployments of one second as the log does', async () => {
    const repository = await testGitRepository();
    for (const version of ['v1', 'v3', 'v2', 'v3', 'v2']) {
      await repository.commit({
        at: at(1),
        files: { 'apps/production/till.yaml': tag(version) },
      });
    }

    const { sink } = await run(gitops(repository));

    expect(sink.deployments().map(one => one.version)).toEqual([
      'v1',
      'v3',
      'v2',
      'v3',
      'v2',
    ]);
    expect(sink.deployments().map(one => one.sequence)).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });

  it('sees that a file moved within a commit when both layouts are named', async () => {
    const repository = await testGitRepository();
    await repository.commit({
      at: at(1),
      files: { 'old/till': tag('v1'), 'old/oar': tag('v1') },
    });
    await repository.commit({
      at: at(2),
      files: {
        'old/till': null,
        'old/oar': null,
        'apps/production/till.yaml': tag('v1'),
        'apps/production/oar.yaml': tag('v2'),
      },
    });
    const gitopsOf = (path: string[]) => ({
      gitops: [
        {
          repository: repository.path,
          path,
          key: 'image_tag',
          environment: 'production',
        },
      ],
    });

    const both = await run(
      gitopsOf(['apps/production/{service}.yaml', 'old/{service}']),
    );
    expect(lines(both.sink)).toEqual([
      'oar@production v1',
      'till@production v1',
      'oar@production v2',
    ]);

    const renamed = await run(gitopsOf(['apps/production/{service}.yaml']));
    expect(lines(renamed.sink)).toEqual([
      'oar@production v2',
      'till@production v1',
    ]);
  });

  it('maps names to entities, leaves the excluded out and reports what is no entity', async () => {
    const repository = await testGitRepository();
    const files = Object.fromEntries(
      ['Till', 'till-eu', 'oar-test', 'größe', 'a b'].map(name => [
        `apps/production/${name}.yaml`,
        tag('v1'),
      ]),
    );
    await repository.commit({ at: at(1), files });

    const { sink, summary } = await run(
      gitops(repository, {
        entities: { 'till-eu': 'component:eu/till', größe: 'component:a/size' },
        exclude: ['*-test'],
      }),
    );

    expect(sink.deployments().map(one => one.service)).toEqual(
      expect.arrayContaining([
        'component:default/till',
        'component:eu/till',
        'component:a/size',
      ]),
    );
    expect(sink.deployments()).toHaveLength(3);
    expect(summary.issues).toEqual({
      count: 1,
      examples: [
        {
          where: expect.any(String),
          message:
            'component:default/a b is not an entity reference; map a b under entities, or exclude it',
        },
      ],
    });
  });

  it('reads the branch that is named, and says when there is none', async () => {
    const repository = await testGitRepository();
    await repository.commit({
      at: at(1),
      files: { 'apps/production/till.yaml': tag('v1') },
    });
    await repository.branch('live/eu');
    await repository.commit({
      at: at(2),
      files: { 'apps/production/till.yaml': tag('v2') },
    });
    await repository.checkout('main');

    const main = await run(gitops(repository));
    expect(lines(main.sink)).toEqual(['till@production v1']);
    const live = await run(gitops(repository, { branch: 'live/eu' }));
    expect(lines(live.sink)).toEqual([
      'till@production v1',
      'till@production v2',
    ]);
    const none = await run(gitops(repository, { branch: 'gone' }));
    expect(none.summary.failures).toEqual([
      {
        repository: expect.any(String),
        message: expect.stringMatching(/has no branch gone\. Name one/),
      },
    ]);
  });
});
