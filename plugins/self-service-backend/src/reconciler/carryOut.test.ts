import { byAna, engineForEachTest } from '../__testUtils__/engine';
import { readEvents } from '../__testUtils__/readAudit';
import {
  makeBucket,
  readSteps,
  readThings,
  settle,
} from '../__testUtils__/reconcilers';
import {
  act,
  readRequest,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';

const engine = engineForEachTest();

describe('a creation', () => {
  it('goes from approved to ready, with journal, inventory, quota and records', async () => {
    const request = await submitBucket(engine, { size: 'medium' });
    await settle(engine);

    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'done',
      failure: null,
    });
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'ready',
      generation: 1,
      observed_generation: 1,
      plan_hash: request.plan_hash,
      observation: { known: true },
      lease_holder: null,
      attempts: 0,
    });
    expect(readThings(engine)).toEqual([
      [
        'photos Bucket/main',
        { capacity: 50, paused: false, team: 'group:default/checkout' },
      ],
      ['photos Policy/access', { public: false }],
      ['photos Lifecycle/objects', { keepDays: 30 }],
    ]);
    expect(await readSteps(engine, request.id)).toMatchObject([
      { key: 'put:Bucket/main', state: 'done', attempts: 1 },
      { key: 'put:Policy/access', state: 'done', attempts: 1 },
      { key: 'put:Lifecycle/objects', state: 'done', attempts: 1 },
      {
        key: 'register',
        state: 'done',
        output: { registered: true },
        log: [{ text: 'Registered photos' }],
      },
    ]);
    expect(await engine.knex('inventory').orderBy('key')).toMatchObject([
      { key: 'Bucket/main', wave: 0, state: 'present' },
      { key: 'Lifecycle/objects', wave: 1, state: 'present' },
      { key: 'Policy/access', wave: 1, state: 'present' },
    ]);
    expect(await engine.knex('reservations').orderBy('metric')).toMatchObject([
      { metric: 'buckets', quantity: '1.000000', paused: false },
      { metric: 'storage', quantity: '50.000000', paused: false },
    ]);
    expect(await readEvents(engine.knex)).toEqual([
      'request.submitted',
      'request.started',
      'request.done',
      'resource.ready',
    ]);
    expect(engine.notifications).toMatchObject([
      { title: 'photos is ready', recipients: [byAna.ref] },
    ]);
    expect(engine.changes).toContainEqual({
      resourceId: request.resource_id,
      requestId: request.id,
    });
  });

  it('writes nothing more when it is looked at again', async () => {
    const { id } = await makeBucket(engine);
    const { writes } = engine.store;
    const before = [...writes];
    for (let looks = 0; looks < 3; looks++) {
      await engine.wakeUps.wake(engine.knex, id);
      await settle(engine, 0);
    }
    expect(writes).toEqual(before);
    expect(await readEvents(engine.knex)).toHaveLength(4);
  });
});

describe('a change', () => {
  it('makes the resource what was asked for, and counts the generation', async () => {
    const { id } = await makeBucket(engine);
    await act(engine, id, 'change-size', { size: 'large' });
    await settle(engine);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      generation: 2,
      observed_generation: 2,
      spec: { size: 'large' },
      cost: { amount: '4.6' },
    });
    expect(engine.store.items.get('photos Bucket/main')?.fields.capacity).toBe(
      200,
    );
  });

  it('pauses, and wakes again', async () => {
    const { id } = await makeBucket(engine);
    await act(engine, id, 'pause');
    await settle(engine);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'suspended',
      paused: true,
    });
    await act(engine, id, 'wake');
    await settle(engine);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      paused: false,
    });
    expect(await readEvents(engine.knex)).toEqual(
      expect.arrayContaining(['resource.paused', 'resource.woken']),
    );
  });
});
