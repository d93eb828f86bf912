import { mockServices } from '@backstage/backend-test-utils';
import { countQueries } from '../__testUtils__/countQueries';
import { ana, checkout, freshEngines } from '../__testUtils__/engine';
import { JobQueue } from '../queue/JobQueue';
import { ResourceRow } from '../store/rows';
import { wakeAll } from './wakeAll';

const freshEngine = freshEngines();

it('has all that stand looked at, with few statements however many they are', async () => {
  const engine = await freshEngine();
  const { knex, clock } = engine;
  const later = new Date(clock.now.getTime() + 3_600_000);
  await knex.batchInsert(
    'resources',
    Array.from({ length: 1200 }, (_, index) => ({
      id: engine.newId(),
      kind: 'bucket',
      name: `bucket-${index}`,
      target: 'store',
      team: checkout,
      environment: 'dev',
      environment_class: 'development',
      state: index < 1100 ? 'ready' : 'destroyed',
      spec: '{}',
      template_version: '1',
      requested_by: ana,
      created_at: clock.now,
      updated_at: clock.now,
      next_run_at: later,
    })),
  );
  const wakeUps = new JobQueue({
    knex,
    logger: mockServices.logger.mock(),
    now: () => clock.now,
    concurrency: 1,
  });
  const { result, queries } = await countQueries(knex, () =>
    wakeAll({ knex, wakeUps }),
  );
  expect(result).toBe(1100);
  expect(queries).toBeLessThan(20);
  const due = knex<ResourceRow>('resources').where({ next_run_at: clock.now });
  expect(new Set(await due.clone().pluck('state'))).toEqual(new Set(['ready']));
  expect(await due.clone()).toHaveLength(1100);
});
