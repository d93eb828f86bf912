import { testDatabase } from '@slipway/testing';
import {
  emptyTables,
  migrations,
  testEngine,
  TestEngine,
} from '../__testUtils__/engine';
import {
  makeBucket,
  settle,
  testReconciler,
} from '../__testUtils__/reconcilers';
import { readResource } from '../__testUtils__/requests';

// Many transactions; a busy machine takes its time.
jest.setTimeout(60_000);

const database = testDatabase({ migrations });
let engine: TestEngine;

beforeEach(async () => {
  const knex = await database.knex();
  await emptyTables(knex);
  engine = testEngine(knex);
});

const conditionsOf = async (id: string) =>
  Object.fromEntries(
    (await readResource(engine, id)).conditions.map(({ type, status }) => [
      type,
      status,
    ]),
  );

describe('what is said of the state of a resource', () => {
  it('is right at once when somebody removed all of it and it is put back', async () => {
    const { id } = await makeBucket(engine);
    engine.store.items.clear();
    await engine.wakeUps.wake(engine.knex, id);
    await testReconciler(engine).reconcileOnce(id);
    expect(await conditionsOf(id)).toMatchObject({
      Available: 'true',
      Synced: 'true',
      Known: 'true',
    });
  });

  it('stays as it was read when it cannot be put back', async () => {
    const { id } = await makeBucket(engine);
    engine.store.items.clear();
    engine.store.before = () => {
      throw new Error('read only');
    };
    await engine.wakeUps.wake(engine.knex, id);
    await settle(engine, 0);
    expect(await conditionsOf(id)).toMatchObject({
      Available: 'false',
      Synced: 'false',
      Known: 'true',
    });
  });

  it('is not looked at without end while another puts it wrong again', async () => {
    const { id } = await makeBucket(engine);
    const tamper = () =>
      engine.store.tamper(
        'photos',
        'Bucket/main',
        { capacity: 1000 },
        'a robot',
      );
    tamper();
    engine.store.writes.length = 0;
    engine.store.after = tamper;
    await engine.wakeUps.wake(engine.knex, id);
    await testReconciler(engine).reconcileOnce(id);
    expect(engine.store.writes).toHaveLength(1);
  });
});
