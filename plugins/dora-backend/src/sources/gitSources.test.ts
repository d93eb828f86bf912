import { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { testDatabase, testGitRepository } from '@slipway/testing';
import { migrations, now, testEngine } from '../__testUtils__/engine';
import { readSettings } from '../settings';
import { listSources } from '../store/sources';
import { GitSources } from './gitSources';

const database = testDatabase({ migrations });
const workDir = createMockDirectory();

async function scheduledSource(repository: string) {
  const knex = await database.knex();
  const engine = testEngine(knex);
  const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async task => {
      tasks.push(task);
    },
  });
  const wakeWorker = jest.fn();
  const { gitSources } = readSettings(
    mockServices.rootConfig({
      data: {
        dora: {
          sources: {
            git: [
              {
                id: 'deployments',
                schedule: { frequency: { minutes: 5 } },
                gitops: [
                  {
                    repository,
                    path: 'apps/{environment}/{service}.yaml',
                    key: 'image_tag',
                  },
                ],
              },
            ],
          },
        },
      },
    }),
  );
  const sources = new GitSources({
    configured: gitSources,
    knex,
    sink: engine.sink,
    scheduler,
    logger: mockServices.logger.mock(),
    workDir: workDir.path,
    now: () => now,
    wakeWorker,
    repositoryOf: async () => undefined,
  });
  await sources.schedule();
  const run = () => tasks[0].fn(new AbortController().signal);
  return { knex, engine, tasks, sources, scheduler, run, wakeWorker };
}

it('reads a configured repository on schedule and on demand, and says how it went', async () => {
  const repository = await testGitRepository();
  for (const [version, day] of [
    ['v1', '01'],
    ['v2', '02'],
  ]) {
    await repository.commit({
      at: `2024-06-${day}T09:00:00Z`,
      message: `Deploy ${version}`,
      files: { 'apps/production/till.yaml': `image_tag: ${version}\n` },
    });
  }
  const { knex, engine, tasks, sources, scheduler, run, wakeWorker } =
    await scheduledSource(repository.path);
  expect(tasks).toMatchObject([
    { id: 'dora-git-deployments', frequency: { minutes: 5 }, scope: 'global' },
  ]);

  await run();
  await run();
  await engine.settle();
  expect(wakeWorker).toHaveBeenCalled();
  expect(await listSources(knex)).toMatchObject([
    {
      id: 'deployments',
      type: 'git',
      state: 'ok',
      error: null,
      deployments: 2,
      lastHeardAt: now.toISOString(),
      progress: null,
    },
  ]);

  await sources.start('deployments');
  expect(scheduler.triggerTask).toHaveBeenCalledWith('dora-git-deployments');
  await expect(sources.start('other')).rejects.toThrow(
    "No Git source 'other' is configured under dora.sources.git; known are deployments",
  );
});

it('keeps the reason when a repository cannot be read', async () => {
  await database.reset();
  const { knex, run } = await scheduledSource('/nowhere/at/all');
  await run();
  expect(await listSources(knex)).toMatchObject([
    {
      state: 'failed',
      lastHeardAt: null,
      error: expect.stringMatching(/nowhere/),
    },
  ]);
});
