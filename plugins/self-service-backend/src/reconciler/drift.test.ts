import { StepError } from '@slipway/plugin-self-service-node';
import { checkout, freshEngines, TestEngine } from '../__testUtils__/engine';
import { endLeases, Life, mortalKnex } from '../__testUtils__/mortal';
import { readAudit } from '../__testUtils__/readAudit';
import { settle, testReconciler } from '../__testUtils__/reconcilers';
import { act, readResource, submitBucket } from '../__testUtils__/requests';

const freshEngine = freshEngines();
let engine: TestEngine;
let id: string;

beforeEach(() => start());

async function start(settings: object = {}) {
  engine = await freshEngine({ settings });
  const request = await submitBucket(engine);
  id = request.resource_id;
  await look();
  engine.notifications.length = 0;
  engine.store.writes.length = 0;
}

async function look() {
  await engine.wakeUps.wake(engine.knex, id);
  await settle(engine, 0);
}

const drift = () =>
  engine.knex('drift').orderBy(['first_seen_at', 'item_key', 'path']);
const audit = async () =>
  (await readAudit(engine.knex)).filter(({ event }) => event.includes('drift'));
const fieldsOf = (key: string) =>
  engine.store.items.get(`photos ${key}`)?.fields;

describe('drift', () => {
  it('is put right where it is enforced, with one record that names who did it', async () => {
    engine.store.tamper(
      'photos',
      'Bucket/main',
      { capacity: 1000, paused: true },
      'kubectl-edit',
    );
    await look();
    expect(fieldsOf('Bucket/main')).toEqual({
      capacity: 10,
      paused: false,
      team: checkout,
    });
    expect(await drift()).toMatchObject([
      {
        path: 'capacity',
        desired: 10,
        actual: 1000,
        manager: 'kubectl-edit',
        mode: 'enforce',
        state: 'corrected',
      },
      { path: 'paused', state: 'corrected' },
    ]);
    expect(await audit()).toMatchObject([
      {
        event: 'resource.drift.corrected',
        actor: 'slipway',
        before: {
          item: 'Bucket/main',
          fields: { capacity: 1000, paused: true },
          managers: ['kubectl-edit'],
        },
        after: { fields: { capacity: 10, paused: false } },
      },
    ]);
    expect(await readResource(engine, id)).toMatchObject({ state: 'ready' });
    expect(engine.notifications).toEqual([]);
  });

  it('is reported where it is to be reported, once, and ends when it is gone', async () => {
    engine.store.tamper('photos', 'Policy/access', { public: true }, 'ana');
    await look();
    await look();
    expect(fieldsOf('Policy/access')).toEqual({ public: true });
    expect(await readResource(engine, id)).toMatchObject({
      state: 'drifted',
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'Synced', status: 'false' }),
      ]),
    });
    expect(await drift()).toMatchObject([
      { path: 'public', mode: 'report', state: 'open', manager: 'ana' },
    ]);
    expect(engine.notifications).toMatchObject([
      { recipients: [checkout], title: 'photos is not as it should be' },
    ]);

    engine.store.tamper('photos', 'Policy/access', { public: false }, 'ana');
    await look();
    expect((await readResource(engine, id)).state).toBe('ready');
    expect((await audit()).map(({ event }) => event)).toEqual([
      'resource.drift.found',
      'resource.drift.gone',
    ]);
    expect(engine.store.writes).toEqual([]);
  });

  it('leaves no trace where it is ignored, nor is it touched with the rest', async () => {
    engine.store.tamper('photos', 'Lifecycle/objects', { keepDays: 7 }, 'ana');
    await look();
    expect(await drift()).toEqual([]);
    expect(await audit()).toEqual([]);
    expect((await readResource(engine, id)).state).toBe('ready');
  });

  it('goes by the settings before the kind', async () => {
    await start({
      drift: {
        modes: [
          { kind: 'bucket', type: 'Bucket', path: 'capacity', mode: 'ignore' },
          { kind: '*', type: 'Policy', mode: 'enforce' },
        ],
      },
    });
    engine.store.tamper(
      'photos',
      'Bucket/main',
      { capacity: 99, paused: true },
      'ana',
    );
    engine.store.tamper('photos', 'Policy/access', { public: true }, 'ana');
    await look();
    expect(fieldsOf('Bucket/main')).toMatchObject({
      capacity: 99,
      paused: false,
    });
    expect(fieldsOf('Policy/access')).toEqual({ public: false });
  });

  it('of a whole item brings it back', async () => {
    engine.store.items.delete('photos Policy/access');
    await start({
      drift: {
        modes: [{ kind: 'bucket', type: 'Policy', mode: 'enforce' }],
      },
    });
    engine.store.items.delete('photos Policy/access');
    await look();
    expect(fieldsOf('Policy/access')).toEqual({ public: false });
    expect(await drift()).toMatchObject([
      { item_key: 'Policy/access', path: '', actual: null, state: 'corrected' },
    ]);
  });

  it('of something that is somebody else’s by now is never overwritten', async () => {
    const item = engine.store.items.get('photos Bucket/main');
    engine.store.items.set('photos Bucket/main', {
      ...item!,
      owner: 'somebody-else',
      fields: { capacity: 77 },
    });
    await look();
    expect(fieldsOf('Bucket/main')).toEqual({ capacity: 77 });
    expect(engine.store.writes).toEqual([]);
    expect(await drift()).toMatchObject([
      { item_key: 'Bucket/main', path: '', mode: 'report', state: 'open' },
    ]);
    expect((await readResource(engine, id)).state).toBe('drifted');
  });

  it('that cannot be put right is reported and tried again', async () => {
    engine.store.before = () => {
      throw new StepError('Admission refused it', { remedy: 'Ask.' });
    };
    engine.store.tamper('photos', 'Bucket/main', { capacity: 1 }, 'ana');
    await look();
    await look();
    expect(await readResource(engine, id)).toMatchObject({ state: 'drifted' });
    expect(engine.notifications).toHaveLength(1);
    engine.store.before = undefined;
    await look();
    expect(await readResource(engine, id)).toMatchObject({ state: 'ready' });
    expect(await drift()).toMatchObject([{ state: 'corrected' }]);
    expect((await audit()).map(({ event }) => event)).toEqual([
      'resource.drift.corrected',
    ]);
  });

  it('is not fought over for ever', async () => {
    for (let rounds = 0; rounds < 8; rounds++) {
      engine.store.tamper('photos', 'Bucket/main', { capacity: 1 }, 'robot');
      await look();
    }
    const rows = await drift();
    expect(rows.filter(({ state }) => state === 'corrected')).toHaveLength(5);
    expect(rows.filter(({ state }) => state === 'open')).toMatchObject([
      { mode: 'report', manager: 'robot' },
    ]);
    expect((await readResource(engine, id)).state).toBe('drifted');
  });

  it('is no news while there is none', async () => {
    engine.changes.length = 0;
    const { version } = await readResource(engine, id);
    await look();
    await look();
    expect(engine.changes).toEqual([]);
    expect((await readResource(engine, id)).version).toBe(version);
    engine.store.tamper('photos', 'Bucket/main', { capacity: 1 }, 'ana');
    await look();
    expect(engine.changes).toEqual([{ resourceId: id }]);
  });

  it('is concluded from nothing that cannot be read', async () => {
    engine.store.items.clear();
    engine.store.unreachable = new Error('no route to host');
    await look();
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      observation: { known: false },
      conditions: expect.arrayContaining([
        expect.objectContaining({
          type: 'Known',
          status: 'false',
          message: expect.stringContaining('no route to host'),
        }),
      ]),
    });
    expect(await drift()).toEqual([]);
  });

  it('is left alone on the way out and while something runs', async () => {
    await act(engine, id, 'destroy', { confirmName: 'photos' });
    engine.store.tamper('photos', 'Bucket/main', { capacity: 1 }, 'ana');
    await look();
    expect(engine.store.writes.some(text => text.startsWith('put'))).toBe(
      false,
    );
    expect((await readResource(engine, id)).state).toBe('destroyed');
  });

  it('has its record also when the process dies in the middle', async () => {
    for (let moment = 0; moment < 45; moment++) {
      engine.store.tamper(
        'photos',
        'Bucket/main',
        { capacity: 100 + moment },
        'ana',
      );
      // Otherwise it would be a fight.
      engine.clock.now = new Date(engine.clock.now.getTime() + 3_600_000);
      const life = new Life(moment);
      const dying = testReconciler({
        ...engine,
        knex: mortalKnex(engine.knex, life),
      });
      engine.store.before = () => life.pass();
      engine.store.after = () => life.pass();
      await engine.wakeUps.wake(engine.knex, id);
      await dying.reconcileOnce(id);
      engine.store.before = undefined;
      engine.store.after = undefined;
      await endLeases(engine.knex);
      await look();
      expect(fieldsOf('Bucket/main')?.capacity).toBe(10);
    }
    const rows = await drift();
    expect(rows.map(({ state }) => state)).toEqual(
      new Array(45).fill('corrected'),
    );
    expect(await audit()).toHaveLength(45);
  });
});
