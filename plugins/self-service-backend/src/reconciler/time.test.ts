import { checkout, freshEngines, TestEngine } from '../__testUtils__/engine';
import { readEvents } from '../__testUtils__/readAudit';
import {
  advanceClock,
  settle,
  testReconciler,
} from '../__testUtils__/reconcilers';
import { act, readResource, submitBucket } from '../__testUtils__/requests';
import { timeView } from './lifeOf';

const freshEngine = freshEngines();
const hour = 3_600_000;
const day = 24 * hour;
let engine: TestEngine;
let id: string;
let began: number;

beforeEach(async () => {
  await start();
});

/** A bucket that lives ten days, looked at once a day. */
async function start(inputs: object = { ttl: 'P10D' }) {
  engine = await freshEngine({ settings: { drift: { sweep: 'P1D' } } });
  const request = await submitBucket(engine, { ...inputs });
  id = request.resource_id;
  await settle(engine, 0);
  began = engine.clock.now.getTime();
  engine.notifications.length = 0;
}

/** Lives until so many days from the beginning. */
const liveUntil = (days: number) =>
  settle(engine, began + days * day - engine.clock.now.getTime());
const row = () => readResource(engine, id);
const events = async () => (await readEvents(engine.knex)).slice(4);
const told = () => engine.notifications.map(({ title }) => title);

describe('the end of a life', () => {
  it('is told, then paused, then can be undone, then is; each with a record', async () => {
    expect(timeView(engine, await row())).toMatchObject({
      ttl: 'P10D',
      expiresAt: new Date(began + 10 * day).toISOString(),
      warnAt: new Date(began + 7 * day).toISOString(),
      pauseAt: new Date(began + 10 * day).toISOString(),
      deleteAt: new Date(began + 11 * day).toISOString(),
      extendableUntil: new Date(began + 180 * day).toISOString(),
      undoUntil: null,
    });
    await liveUntil(6.9);
    expect(await row()).toMatchObject({ expiry_stage: 'none' });

    await liveUntil(7.1);
    expect(await row()).toMatchObject({
      state: 'ready',
      expiry_stage: 'warned',
    });
    expect(told()).toEqual(['photos expires soon']);
    expect(engine.notifications[0]).toMatchObject({
      recipients: [checkout],
      link: `/self-service/resources/${id}`,
    });

    await liveUntil(10.1);
    expect(await row()).toMatchObject({
      state: 'suspended',
      paused: true,
      expiry_stage: 'paused',
    });
    expect(engine.store.items.get('photos Bucket/main')?.fields.paused).toBe(
      true,
    );

    await liveUntil(11.1);
    expect(await row()).toMatchObject({ state: 'destroyed' });
    expect(engine.store.items.size).toBe(0);
    expect(await engine.knex('reservations')).toEqual([]);
    expect(await events()).toEqual([
      'resource.warned',
      'request.started',
      'request.done',
      'resource.paused',
      'resource.expiring',
      'request.started',
      'resource.destroying',
      'request.done',
      'resource.destroyed',
    ]);
    expect(told()).toEqual([
      'photos expires soon',
      'photos has expired',
      'photos is being deleted',
      'photos is deleted now',
    ]);
  });

  it('moves on by an extension in every stage', async () => {
    await liveUntil(7.1);
    await act(engine, id, 'extend', { by: 'P10D' });
    await liveUntil(16.9);
    expect(await row()).toMatchObject({ expiry_stage: 'none', state: 'ready' });
    await liveUntil(20.1);
    expect(await row()).toMatchObject({ state: 'suspended' });
    await act(engine, id, 'extend', { by: 'P10D' });
    await act(engine, id, 'wake');
    await liveUntil(22);
    expect(await row()).toMatchObject({ expiry_stage: 'none', state: 'ready' });
  });

  it('can be undone while it can', async () => {
    await start({ environment: 'staging', ttl: 'P10D' });
    await liveUntil(11.02);
    expect(await row()).toMatchObject({
      state: 'expiring',
      expiry_stage: 'grace',
      undo_until: expect.any(Date),
    });
    await act(engine, id, 'undo-destroy');
    await liveUntil(11.5);
    expect(await row()).toMatchObject({
      state: 'suspended',
      undo_until: null,
      state_before_expiring: null,
    });
  });

  it('stands still while it is pinned', async () => {
    await liveUntil(8);
    await engine.knex('resources').update({
      pin: JSON.stringify({
        reason: 'Fair',
        by: 'user:default/joel.mensah',
        until: new Date(began + 40 * day).toISOString(),
      }),
      version: engine.knex.raw('version + 1'),
    });
    await engine.wakeUps.wake(engine.knex, id);
    await liveUntil(39);
    expect(await row()).toMatchObject({ state: 'ready', expiry_stage: 'none' });
    await liveUntil(42.9);
    expect(await row()).toMatchObject({ expiry_stage: 'warned' });
    await liveUntil(44.5);
    expect(await row()).toMatchObject({ state: 'destroyed' });
  });

  it('does not come for what is protected', async () => {
    await liveUntil(1);
    await act(engine, id, 'protect');
    await liveUntil(30);
    expect(await row()).toMatchObject({
      state: 'suspended',
      expiry_stage: 'paused',
    });
    await engine.knex('resources').update({ protected: false });
    await engine.wakeUps.wake(engine.knex, id);
    await liveUntil(30.1);
    expect(await row()).toMatchObject({ state: 'destroyed' });
  });

  it('moves on by use, up to the maximum of the environment', async () => {
    const { kinds } = engine;
    const kind = kinds.get('bucket');
    const observe = kind.observe.bind(kind);
    kind.observe = async options => {
      const seen = await observe(options);
      return seen.known ? { ...seen, activeAt: engine.now() } : seen;
    };
    await liveUntil(60);
    expect(await row()).toMatchObject({
      state: 'ready',
      last_active_at: expect.any(Date),
    });
    expect((await row()).expires_at?.getTime()).toBeGreaterThan(
      began + 68 * day,
    );
    await liveUntil(179);
    expect((await row()).expires_at).toEqual(new Date(began + 180 * day));
    await liveUntil(182);
    expect(await row()).toMatchObject({ state: 'destroyed' });
    expect(await events()).toContain('resource.extended');
  });

  it('is not reached by a clock that jumps, in either direction', async () => {
    const sane = engine.clock.now;
    advanceClock(engine, 400 * day);
    await engine.wakeUps.wake(engine.knex, id);
    await testReconciler(engine).reconcileOnce(id);
    expect(await row()).toMatchObject({
      state: 'ready',
      expiry_stage: 'warned',
    });
    engine.clock.now = sane;
    await engine.wakeUps.wake(engine.knex, id);
    await testReconciler(engine).reconcileOnce(id);
    expect(await row()).toMatchObject({ expiry_stage: 'none' });
    await liveUntil(6.9);
    expect(await row()).toMatchObject({ state: 'ready', expiry_stage: 'none' });
    await liveUntil(11.1);
    expect(await row()).toMatchObject({ state: 'destroyed' });
  });

  it('takes back a creation that failed and that nobody looked after', async () => {
    engine = await freshEngine();
    engine.store.before = effect => {
      if (effect.startsWith('register')) {
        throw new Error('no');
      }
    };
    const request = await submitBucket(engine, { ttl: 'P2D' });
    id = request.resource_id;
    await settle(engine, hour);
    expect(await row()).toMatchObject({ state: 'failed' });
    engine.store.before = undefined;
    await settle(engine, 5 * day);
    expect(await row()).toMatchObject({ state: 'cancelled' });
    expect(engine.store.items.size).toBe(0);
  });
});
