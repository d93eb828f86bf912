import { mockServices } from '@backstage/backend-test-utils';
import { testDatabase } from '@slipway/testing';
import { Knex } from 'knex';
import {
  emptyTables,
  migrations,
  testEngine,
  TestEngine,
} from '../__testUtils__/engine';
import { readResource, submitBucket } from '../__testUtils__/requests';
import { createKindHost } from '../reconciler/kindHost';
import { sweepDue } from '../reconciler/scheduleSweeps';
import { SelfServiceReconciler } from '../reconciler/SelfServiceReconciler';
import { ResourceRow } from '../store/rows';
import { JobQueue } from './JobQueue';

// Many transactions; a busy machine takes its time.
jest.setTimeout(60_000);

const database = testDatabase({ migrations });
let knex: Knex;
let queue: JobQueue;
let engine: TestEngine;
let reconcilers: SelfServiceReconciler[];

beforeEach(async () => {
  knex = await database.knex();
  await emptyTables(knex);
  await knex.raw('DROP SCHEMA IF EXISTS self_service_jobs CASCADE');
  queue = makeQueue();
  reconcilers = [];
  engine = withQueue(queue);
});

afterEach(async () => {
  await Promise.all(reconcilers.map(reconciler => reconciler.stop()));
  await queue.stop();
});

function makeQueue() {
  return new JobQueue({
    knex,
    logger: mockServices.logger.mock(),
    now: () => new Date(),
    concurrency: 2,
  });
}

function withQueue(wakeUps: JobQueue): TestEngine {
  return testEngine(knex, { overrides: { wakeUps, now: () => new Date() } });
}

async function startReplica(own = queue) {
  const reconciler = new SelfServiceReconciler({ engine: withStore(own) });
  reconcilers.push(reconciler);
  await reconciler.start(own);
  return reconciler;
}

/** Each replica has an engine of its own on what is one outside world. */
function withStore(own: JobQueue): TestEngine {
  return testEngine(knex, {
    store: engine.store,
    overrides: { wakeUps: own, now: () => new Date() },
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

const isIn = (id: string, state: ResourceRow['state']) => async () =>
  (await readResource(engine, id)).state === state;
const jobs = () =>
  knex('self_service_jobs.job').where({ name: 'reconcile', state: 'created' });

it('begins what a transaction asks for when it commits, and not before', async () => {
  await startReplica();
  const request = await submitBucket(engine);
  await until(isIn(request.resource_id, 'ready'));

  const before = (await readResource(engine, request.resource_id)).fence;
  await expect(
    knex.transaction(async trx => {
      await queue.wake(trx, request.resource_id);
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect(await jobs()).toEqual([]);
  expect((await readResource(engine, request.resource_id)).fence).toBe(before);
});

it('keeps one job for each resource, and another for later', async () => {
  await queue.start(async () => undefined);
  await queue.stop();
  const asleep = makeQueue();
  // Nobody takes the jobs: the workers are held up by one that never ends.
  let release: () => void = () => undefined;
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  await asleep.start(() => held);
  const request = await submitBucket(withQueue(asleep));
  const id = request.resource_id;
  await asleep.enqueue(
    knex,
    ['a', 'b'].map(() => engine.newId()),
    new Date(),
  );
  await until(async () => {
    const active = await knex('self_service_jobs.job').where({
      state: 'active',
    });
    return active.length === 2;
  });
  for (let times = 0; times < 5; times++) {
    await asleep.wake(knex, id);
    await asleep.enqueue(knex, [id], new Date(Date.now() + 30_000));
    await asleep.enqueue(knex, [id], new Date(Date.now() + 3_600_000));
  }
  const waiting = (await jobs()).filter(({ data }) => data.resourceId === id);
  expect(
    waiting.filter(({ singleton_key }) => singleton_key === id).length,
  ).toBeLessThanOrEqual(1);
  expect(waiting.length).toBeLessThanOrEqual(3);
  expect(
    (await readResource(engine, id)).next_run_at?.getTime(),
  ).toBeLessThanOrEqual(Date.now());
  release();
  await asleep.stop();
});

it('is filled again by the next sweep when its tables were emptied', async () => {
  const request = await submitBucket(engine);
  await startReplica();
  await knex.raw('TRUNCATE self_service_jobs.job');
  await knex('self_service_jobs.queue').where({ name: 'reconcile' }).delete();
  expect((await readResource(engine, request.resource_id)).state).toBe(
    'approved',
  );
  expect(await sweepDue(engine, queue)).toBe(1);
  await until(isIn(request.resource_id, 'ready'));
});

it('keeps nobody from asking when its tables are gone', async () => {
  await startReplica();
  await knex.raw('DROP SCHEMA self_service_jobs CASCADE');
  const request = await submitBucket(engine);
  expect(request.state).toBe('approved');
  const row = await readResource(engine, request.resource_id);
  expect(row.next_run_at).not.toBeNull();
});

it('wakes what is held by a pass that takes longer than its lease', async () => {
  const request = await submitBucket(engine);
  const id = request.resource_id;
  const replica = new SelfServiceReconciler({ engine: withStore(queue) });
  const row = knex<ResourceRow>('resources').where({ id });
  engine.store.before = async () => {
    engine.store.before = undefined;
    // When to look again if it dies has come, and it works still.
    const past = new Date(Date.now() - 1);
    const held = await row.clone().first('next_run_at');
    await row.clone().update({ next_run_at: past });
    await queue.wake(knex, id);
    const woken = await row.clone().first('next_run_at');
    expect(woken?.next_run_at?.getTime()).toBeLessThan(past.getTime());
    expect(held?.next_run_at?.getTime()).toBeGreaterThan(past.getTime());
  };
  expect(await replica.reconcileOnce(id)).toBe('looked');
  expect((await readResource(engine, id)).next_run_at?.getTime()).toBeLessThan(
    Date.now(),
  );
});

it('spreads work over replicas, and each thing is done once', async () => {
  const second = makeQueue();
  await startReplica();
  await startReplica(second);
  const requests = await Promise.all(
    ['anchor', 'buoy', 'capstan', 'davit', 'ensign', 'fender'].map(name =>
      submitBucket(engine, { name }),
    ),
  );
  for (const request of requests) {
    await until(isIn(request.resource_id, 'ready'));
  }
  expect(engine.store.ledger).toHaveLength(6);
  expect(engine.store.writes).toHaveLength(6 * 4);
});

it('does not let work wait for the next poll while there is some', async () => {
  // At one job for each of two workers and poll this would take minutes.
  await startReplica();
  const requests = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      submitBucket(engine, { name: `bucket-${index}` }),
    ),
  );
  for (const request of requests) {
    await until(isIn(request.resource_id, 'ready'));
  }
  expect(engine.store.ledger).toHaveLength(50);
});

it('looks at what a kind saw change, and lists what the kind has made', async () => {
  await startReplica();
  const request = await submitBucket(engine);
  const id = request.resource_id;
  await until(isIn(id, 'ready'));
  const stop = new AbortController();
  const host = createKindHost({
    engine,
    queue,
    kind: engine.kinds.get('bucket'),
    signal: stop.signal,
  });
  engine.store.tamper('photos', 'Bucket/main', { capacity: 1 }, 'ana');
  host.wake(id);
  host.wake(id);
  host.wake(engine.newId());
  await until(
    async () =>
      engine.store.items.get('photos Bucket/main')?.fields.capacity === 10,
  );
  expect(
    await host.listResources({ target: 'store', limit: 10 }),
  ).toMatchObject([
    {
      resource: { id, name: 'photos', kind: 'bucket' },
      inventory: [
        { key: 'Bucket/main' },
        { key: 'Lifecycle/objects' },
        { key: 'Policy/access' },
      ],
    },
  ]);
  expect(await host.listResources({ after: id, limit: 10 })).toEqual([]);
  expect(await host.listResources({ target: 'other', limit: 1 })).toEqual([]);
  stop.abort();
});
