import { GitRepository, testGitRepository } from '@slipway/testing';
import { at, importing, lines } from '../__testUtils__/importing';
import { memorySink } from '../__testUtils__/memorySink';

const run = importing();

const deploy = (repository: GitRepository, version: string, second: number) =>
  repository.commit({
    at: at(20, second),
    files: { 'production/till': `image_tag: "${version}"\n` },
  });

async function deploying(versions: string[]): Promise<GitRepository> {
  const repository = await testGitRepository();
  for (const [index, version] of versions.entries()) {
    await deploy(repository, version, index);
  }
  return repository;
}

function sourceOf(deployments: GitRepository, histories: object[]) {
  return {
    gitops: [
      {
        repository: deployments.path,
        path: '{environment}/{service}',
        key: 'image_tag',
      },
    ],
    histories: histories as { repository: string }[],
  };
}

describe('resolving versions', () => {
  it('takes tags and commits that exist and are unambiguous, and nothing else', async () => {
    const service = await testGitRepository();
    const one = await service.commit({ at: at(1) });
    const two = await service.commit({ at: at(2) });
    await service.tag('v1', { commit: one });
    await service.tag('deadbee', { commit: two });
    await service.branch('feature');
    await service.branch('refs/tags/v9');
    const blob = await service.git('hash-object', '-w', '/dev/null');
    await service.checkout('main');
    const expected: Array<[string, string | undefined]> = [
      ['v1', one],
      [two, two],
      [two.slice(0, 7), two],
      [one.slice(0, 12).toUpperCase(), one],
      [`release-${one}`, one],
      [`release-${two.slice(0, 9)}`, two],
      ['deadbee', two],
      [two.slice(0, 6), undefined],
      ['feature', undefined],
      ['main', undefined],
      ['HEAD', undefined],
      ['v9', undefined],
      ['v1~0', undefined],
      ['v1^{commit}', undefined],
      [`v1-0-g${two.slice(0, 8)}`, undefined],
      [`release-v1`, undefined],
      [blob, undefined],
      ['f'.repeat(40), undefined],
      ['--all', undefined],
      ['../tags/v1', undefined],
    ];
    const deployments = await deploying(expected.map(([version]) => version));

    const { sink, summary } = await run(
      sourceOf(deployments, [{ repository: service.path }]),
    );

    expect(sink.deployments().map(d => [d.version, d.commit])).toEqual(
      expected,
    );
    expect(sink.deployments()[10].repository).toBe(
      service.path.split('/').pop(),
    );
    expect(summary.deployments).toMatchObject({
      read: expected.length,
      unresolved: expected.filter(([, commit]) => !commit).length,
      withoutHistory: 0,
    });
  });

  it('reads versions by the patterns that are configured, in their order', async () => {
    const service = await testGitRepository();
    const one = await service.commit({ at: at(1) });
    const two = await service.commit({ at: at(2) });
    await service.tag('till-v1.2.3', { commit: one });
    await service.tag('v2', { commit: two });
    const deployments = await deploying([
      'registry.example:5000/shop/till:1.2.3',
      `main-${two.slice(0, 7)}-1704110400`,
      'v2',
      '1.2.3',
    ]);

    const { sink } = await run(
      sourceOf(deployments, [
        {
          services: ['component:default/oar'],
          repository: './nowhere',
        },
        {
          services: ['*/till'],
          repository: service.path,
          versions: [
            { pattern: '*/{service}:{tag}', tag: '{service}-v{tag}' },
            'main-{sha}-*',
          ],
        },
      ]),
    );

    expect(sink.deployments().map(d => d.commit)).toEqual([
      one,
      two,
      undefined,
      undefined,
    ]);
  });

  it('resolves what it could not before once a tag or a history is there', async () => {
    const service = await testGitRepository();
    const one = await service.commit({ at: at(1) });
    const deployments = await deploying(['v1', 'v2']);
    const source = sourceOf(deployments, [{ repository: service.path }]);
    const sink = memorySink();
    await run(source, sink);
    expect(sink.deployments().map(d => d.commit)).toEqual([
      undefined,
      undefined,
    ]);
    const [before] = sink.deployments();

    const idle = await run(source, sink);
    expect(idle.summary.resolvedLater).toBe(0);
    expect(idle.sink.calls.filter(call => call === 'listUnresolved')).toEqual([
      'listUnresolved',
    ]);

    await service.tag('v1', { commit: one });
    const late = await run(source, sink);
    expect(late.summary).toMatchObject({
      resolvedLater: 1,
      deployments: { read: 0 },
    });
    const [after, waiting] = sink.deployments();
    expect(after).toEqual({
      ...before,
      id: `${before.id}:${one}`,
      commit: one,
    });
    expect(waiting.commit).toBeUndefined();
  });

  it.each([
    ['at once', false],
    ['later, when it lists for a while what it has taken', true],
  ])(
    'resolves thousands of late versions page by page, %s',
    async (_, lags) => {
      const service = await testGitRepository();
      const one = await service.commit({ at: at(1) });
      const sink = memorySink();
      const count = 11_500;
      for (let from = 0; from < count; from += 500) {
        const deliveries = Array.from({ length: 500 }, (_item, index) => ({
          id: `git:${from + index}`,
          kind: 'deployment' as const,
          key: `${from + index}`,
          occurredAt: at(2),
          service: 'component:default/till',
          environment: 'production',
          version: index === 0 ? 'unknown' : one.slice(0, 10),
        }));
        await sink.deliver({ source: 'test', deliveries });
      }
      const deployments = await deploying(['v1']);
      const source = sourceOf(deployments, [{ repository: service.path }]);
      const listed = sink.deployments();
      const { listUnresolved } = sink;
      if (lags) {
        sink.listUnresolved = async ({ offset, limit }) =>
          listed.slice(offset, offset + limit);
      }
      const first = await run(source, sink);
      sink.listUnresolved = listUnresolved;
      const second = await run(source, sink);

      const resolvable = count - count / 500;
      expect(first.summary.resolvedLater + second.summary.resolvedLater).toBe(
        resolvable,
      );
      expect(second.summary.resolvedLater > 0).toBe(lags);
      expect(sink.deployments().filter(d => d.commit)).toHaveLength(resolvable);
    },
  );

  it('opens a history for each service by template, and goes on when one is missing', async () => {
    const services = await testGitRepository();
    const one = await services.commit({ at: at(1) });
    await services.tag('v1');
    await services.git('clone', '--quiet', '--bare', '.', 'repos/till.git');
    const deployments = await testGitRepository();
    await deployments.commit({
      at: at(20),
      files: {
        'production/till': 'image_tag: v1\n',
        'production/oar': 'image_tag: v1\n',
      },
    });
    const source = sourceOf(deployments, [
      { repository: 'repos/{service}.git' },
    ]);

    const { sink, summary } = await run(source, memorySink(), {
      baseDir: services.path,
    });

    expect(
      sink.deployments().map(d => [d.service, d.repository, d.commit]),
    ).toEqual([
      ['component:default/oar', 'oar', undefined],
      ['component:default/till', 'till', one],
    ]);
    expect(summary.failures).toEqual([
      {
        repository: 'oar',
        message: expect.stringContaining('there is no file or folder'),
      },
    ]);

    await services.git('clone', '--quiet', '--bare', '.', 'repos/oar.git');
    const later = await run(source, sink, { baseDir: services.path });
    expect(later.summary).toMatchObject({ failures: [], resolvedLater: 1 });
    expect(sink.deployments().map(d => d.commit)).toEqual([one, one]);
  });

  it('takes a repository from the catalog only on the hosts that are named', async () => {
    const deployments = await deploying(['v1']);
    const source = sourceOf(deployments, [{ fromCatalog: ['git.example'] }]);
    for (const named of [
      '/etc',
      'ext::sh -c id',
      'http://git.example/till',
      'https://git.example.evil/till',
      'file:///etc',
    ]) {
      const { sink, summary } = await run(source, memorySink(), {
        repositoryOf: async () => named,
      });
      expect(lines(sink)).toEqual(['till@production v1']);
      expect(summary.failures).toEqual([]);
      expect(summary.issues.examples).toEqual([
        {
          where: 'component:default/till',
          message:
            'Its entity names a repository that is not on git.example over https. Name it under histories.',
        },
      ]);
    }
  });

  it('asks for an id when two repositories would share one', async () => {
    const one = await testGitRepository();
    await one.commit({ at: at(1) });
    await one.git('clone', '--quiet', '--bare', '.', 'a/till.git');
    await one.git('clone', '--quiet', '--bare', '.', 'b/till.git');
    const release = (folder: string, more: object = {}) => ({
      repository: `${folder}/till.git`,
      tags: '*',
      service: 'component:default/till',
      ...more,
    });

    await expect(
      run({ releases: [release('a'), release('b')] }, memorySink(), {
        baseDir: one.path,
      }),
    ).rejects.toThrow(/would both be called till; give one of them/);
    const { summary } = await run(
      { releases: [release('a'), release('b', { repositoryId: 'other' })] },
      memorySink(),
      { baseDir: one.path },
    );
    expect(summary.histories.repositories).toBe(2);
  });
});
