import fc from 'fast-check';
import { GitRepository, testGitRepository } from '@slipway/testing';
import { at, importing, lines } from '../__testUtils__/importing';
import { longHistory } from '../__testUtils__/longHistory';
import { MemorySink, memorySink } from '../__testUtils__/memorySink';

const run = importing();

function sourceOf(deployments: GitRepository, service: GitRepository) {
  return {
    gitops: [
      {
        repository: deployments.path,
        path: '{environment}/{service}',
        key: 'tag',
      },
    ],
    histories: [{ repository: service.path }],
  };
}

const deploy = (repository: GitRepository, version: string, second: number) =>
  repository.commit({
    at: at(20, second),
    files: { 'production/till': `tag: ${version}\n` },
  });

const content = (sink: MemorySink, repository: string) => ({
  deployments: sink.deployments(),
  commits: [...sink.commits(repository).keys()].sort(),
});

describe('importing again', () => {
  it('reads only what is new, and nothing when nothing is', async () => {
    const service = await testGitRepository();
    await service.commit({ at: at(1) });
    const deployments = await testGitRepository();
    await deploy(deployments, 'v1', 1);
    const source = sourceOf(deployments, service);
    const sink = memorySink();
    await run(source, sink);
    sink.calls.length = 0;

    const idle = await run(source, sink);
    expect(idle.summary).toMatchObject({
      deployments: { read: 0 },
      histories: { added: 0, known: 0 },
    });
    expect(sink.calls.filter(call => call !== 'saveCursor')).toEqual([]);

    await service.branch('feature');
    await service.commit({ at: at(2) });
    await service.checkout('main');
    await service.merge('feature', { at: at(3) });
    await deploy(deployments, 'v2', 2);
    const third = await run(source, sink);
    expect(third.summary).toMatchObject({
      deployments: { read: 1, duplicates: 0 },
      histories: { added: 2, known: 0 },
    });
    expect(lines(sink)).toEqual(['till@production v1', 'till@production v2']);
    expect(sink.deployments().map(one => one.sequence)).toEqual([0, 1]);
  });

  it('gives the same ids from a path, a bundle and a URL', async () => {
    const service = await testGitRepository();
    await service.commit({ at: at(1) });
    await service.tag('v1');
    const deployments = await testGitRepository();
    await deploy(deployments, 'v1', 1);
    const results = [];
    for (const place of [
      (repository: GitRepository) => repository.path,
      (repository: GitRepository) => repository.bundle(),
      (repository: GitRepository) => repository.url,
    ]) {
      const { sink, summary } = await run({
        gitops: [
          {
            repository: await place(deployments),
            repositoryId: 'deployments',
            path: '{environment}/{service}',
            key: 'tag',
          },
        ],
        histories: [{ repository: await place(service), repositoryId: 'till' }],
      });
      expect(summary.failures).toEqual([]);
      results.push(content(sink, 'till'));
    }
    expect(results[0].deployments).toHaveLength(1);
    expect(results[0].deployments[0].commit).toBe(await service.head());
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('reads a rewritten branch from its root and says so', async () => {
    const service = await testGitRepository();
    await service.commit({ at: at(1) });
    const deployments = await testGitRepository();
    const first = await deploy(deployments, 'v1', 1);
    await deploy(deployments, 'v2', 2);
    const source = sourceOf(deployments, service);
    const sink = memorySink();
    await run(source, sink);

    await deployments.git('reset', '--quiet', '--hard', first);
    await deploy(deployments, 'v3', 3);
    await deployments.git('reflog', 'expire', '--expire=now', '--all');
    await deployments.git('gc', '--quiet', '--prune=now');
    const { summary } = await run(source, sink);

    expect(summary.deployments).toMatchObject({ read: 2, duplicates: 1 });
    expect(summary.issues.examples).toEqual([
      {
        where: expect.any(String),
        message: expect.stringContaining('rewritten'),
      },
    ]);
    expect(lines(sink)).toContain('till@production v3');

    await service.git('commit', '--quiet', '--amend', '-m', 'Other');
    await service.git('reflog', 'expire', '--expire=now', '--all');
    await service.git('gc', '--quiet', '--prune=now');
    const amended = await run(source, sink);
    expect(amended.summary.histories.added).toBe(1);
  });

  it('starts over when the configuration changes, to the same result', async () => {
    const service = await testGitRepository();
    const commit = await service.commit({ at: at(1) });
    await service.tag('v1');
    const deployments = await testGitRepository();
    await deploy(deployments, '1', 1);
    const source = sourceOf(deployments, service);
    const sink = memorySink();
    await run(source, sink);
    expect(sink.deployments()[0].commit).toBeUndefined();

    const { summary } = await run(
      {
        ...source,
        histories: [
          {
            repository: service.path,
            versions: [{ pattern: '{tag}', tag: 'v{tag}' }],
          },
        ],
      },
      sink,
    );
    expect(summary.deployments).toMatchObject({ read: 1, accepted: 1 });
    expect(sink.deployments()).toEqual([expect.objectContaining({ commit })]);
  });

  it('goes on where an interrupted run stopped', async () => {
    const deployments = await longHistory(2600, index => `tag: v${index}\n`);
    const service = await longHistory(6000, index => `${index}`);
    const source = sourceOf(deployments, service);
    const id = service.path.split('/').at(-1) ?? '';
    const whole = content((await run(source)).sink, id);
    expect(whole.deployments).toHaveLength(2600);
    expect(whole.commits).toHaveLength(6000);

    const sink = memorySink();
    let delivered = 0;
    sink.before = call => {
      delivered += call === 'deliver' ? 1 : 0;
      if (delivered === 3) {
        throw new Error('The portal went away');
      }
    };
    await expect(run(source, sink)).rejects.toThrow('The portal went away');

    sink.before = () => undefined;
    await deploy(deployments, 'last', 30);
    const { summary } = await run(source, sink);
    expect(summary).toMatchObject({
      deployments: { read: 601, accepted: 601, duplicates: 0 },
      histories: { added: 0 },
    });
    const sequences = sink.deployments().map(one => one.sequence);
    expect(sequences).toEqual(Array.from({ length: 2601 }, (_, n) => n));
    expect(content(sink, id).deployments.slice(0, 2600)).toEqual(
      whole.deployments,
    );
  });

  it('comes to the same wherever it is interrupted and however often it runs', async () => {
    const service = await testGitRepository();
    await service.commit({ at: at(1) });
    await service.tag('v1');
    await service.branch('side');
    await service.commit({ at: at(2) });
    const deployments = await testGitRepository();
    for (const [second, version] of ['v1', 'v2', 'v1', 'v3'].entries()) {
      await deploy(deployments, version, second);
    }
    const source = sourceOf(deployments, service);
    const id = service.path.split('/').at(-1) ?? '';
    const whole = content((await run(source)).sink, id);

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 8 }), { maxLength: 4 }),
        async stops => {
          const sink = memorySink();
          for (const stop of stops) {
            let calls = 0;
            sink.before = () => {
              if (calls++ >= stop) {
                throw new Error('stop');
              }
            };
            await run(source, sink).catch(() => undefined);
          }
          sink.before = () => undefined;
          await run(source, sink);
          expect(content(sink, id)).toEqual(whole);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('stops at once when it is aborted, and keeps its place', async () => {
    const deployments = await longHistory(1500, index => `tag: v${index}\n`);
    const service = await testGitRepository();
    const source = sourceOf(deployments, service);
    const sink = memorySink();
    const stop = new AbortController();
    sink.before = call => {
      if (call === 'deliver') {
        stop.abort(new Error('Ctrl-C'));
      }
    };
    await expect(run(source, sink, { signal: stop.signal })).rejects.toThrow(
      'Ctrl-C',
    );
    expect(sink.deployments().length).toBeLessThan(1500);
    sink.before = () => undefined;
    await run(source, sink);
    expect(sink.deployments()).toHaveLength(1500);
  });

  it('reports counts, a rate and an estimate', async () => {
    const deployments = await longHistory(1200, index => `tag: v${index}\n`);
    const service = await testGitRepository();
    await service.commit({ at: at(1) });
    let time = 0;
    const seen: unknown[] = [];

    await run(sourceOf(deployments, service), memorySink(), {
      now: () => new Date((time += 10)),
      onProgress: progress => seen.push(progress),
    });

    const repository = deployments.path.split('/').at(-1);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen).toContainEqual(
      expect.objectContaining({
        step: 'reading-deployments',
        subject: repository,
        total: 1201,
        perSecond: expect.any(Number),
        secondsLeft: expect.any(Number),
      }),
    );
    expect(seen.at(-1)).toMatchObject({
      step: 'resolving-versions',
      done: 1201,
      total: 1201,
      deployments: 1200,
      secondsLeft: 0,
    });
  });
});
