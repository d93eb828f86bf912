import {
  InventoryEntry,
  Step,
  StepError,
} from '@slipway/plugin-self-service-node';
import { testDatabase } from '@slipway/testing';
import {
  emptyTables,
  joel,
  migrations,
  testEngine,
  TestEngine,
} from '../__testUtils__/engine';
import { exampleSecret } from '../__testUtils__/exampleKind';
import {
  act,
  advanceClock,
  byAna,
  readRequest,
  readResource,
  settle,
  submitBucket,
  testReconciler,
} from '../__testUtils__/reconcilers';
import { approveRequest } from '../service/approveRequest';
import { cancelRequest } from '../service/cancelRequest';
import { retryRequest, rollBackRequest } from '../service/retryRequest';
import { SelfServiceReconciler } from './SelfServiceReconciler';

// Many transactions; a busy machine takes its time.
jest.setTimeout(60_000);

const database = testDatabase({ migrations });
let engine: TestEngine;
let reconciler: SelfServiceReconciler;

beforeEach(async () => {
  const knex = await database.knex();
  await emptyTables(knex);
  engine = testEngine(knex);
  reconciler = testReconciler(engine);
});

const audit = () => engine.knex('audit').orderBy('sequence').pluck('event');
const things = () =>
  [...engine.store.items].map(([key, { fields }]) => [key, fields]);
const steps = (requestId: string) =>
  engine.knex('steps').where({ request_id: requestId }).orderBy('position');

async function makeBucket(inputs = {}) {
  const request = await submitBucket(engine, inputs);
  await settle(engine, reconciler);
  return readResource(engine, request.resource_id);
}

describe('a creation', () => {
  it('goes from approved to ready, with journal, inventory, quota and records', async () => {
    const request = await submitBucket(engine, { size: 'medium' });
    await settle(engine, reconciler);

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
    expect(things()).toEqual([
      [
        'photos Bucket/main',
        { capacity: 50, paused: false, team: 'group:default/checkout' },
      ],
      ['photos Policy/access', { public: false }],
      ['photos Lifecycle/objects', { keepDays: 30 }],
    ]);
    expect(await steps(request.id)).toMatchObject([
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
    expect(await audit()).toEqual([
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
    const { id } = await makeBucket();
    const { writes } = engine.store;
    const before = [...writes];
    for (let looks = 0; looks < 3; looks++) {
      await engine.wakeUps.wake(engine.knex, id);
      await settle(engine, reconciler, 0);
    }
    expect(writes).toEqual(before);
    expect(await audit()).toHaveLength(4);
  });

  it('lapses when what was approved is not what would be done', async () => {
    const request = await submitBucket(engine, { environment: 'production' });
    await approveRequest(engine, {
      requestId: request.id,
      planHash: request.plan_hash,
      by: { ref: joel, type: 'user' },
    });
    engine.rules.version = 'policies-2';
    await settle(engine, reconciler);

    const lapsed = await readRequest(engine, request.id);
    expect(lapsed).toMatchObject({
      state: 'waiting-for-approval',
      approved_hash: null,
      policy_version: 'policies-2',
    });
    expect(lapsed.plan_hash).not.toBe(request.plan_hash);
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'waiting-for-approval',
      next_run_at: null,
    });
    expect(await engine.knex('decisions').orderBy('at')).toMatchObject([
      { decision: 'approved' },
      { decision: 'lapsed', plan_hash: request.plan_hash },
    ]);
    expect(engine.store.writes).toEqual([]);
    expect(engine.notifications.at(-2)).toMatchObject({
      recipients: [joel],
      title: expect.stringContaining('Approval needed'),
    });

    await approveRequest(engine, {
      requestId: request.id,
      planHash: lapsed.plan_hash,
      by: { ref: joel, type: 'user' },
    });
    await settle(engine, reconciler);
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'ready',
    );
  });

  it('takes the new plan where nobody has to agree, if the quota has room', async () => {
    const kind = engine.kinds.get('bucket');
    const planned = kind.plan.bind(kind);
    const [fits, tooLarge] = await Promise.all([
      submitBucket(engine, { name: 'anchor' }),
      submitBucket(engine, { name: 'buoy' }),
    ]);
    kind.plan = resource => {
      const plan = planned(resource);
      const storage = resource.name === 'buoy' ? 5000 : 20;
      return {
        ...plan,
        usage: plan.usage.map(use =>
          use.metric === 'storage' ? { ...use, quantity: storage } : use,
        ),
      };
    };
    await engine.knex('quotas').insert({
      id: engine.newId(),
      scope: 'team',
      subject: '*',
      environment_class: '*',
      metric: 'storage',
      unit: 'GiB',
      limit: 100,
      origin: 'settings',
      updated_by: 'slipway',
      updated_at: engine.now(),
    });
    await settle(engine, reconciler);
    expect(await readResource(engine, fits.resource_id)).toMatchObject({
      state: 'ready',
    });
    expect(await readRequest(engine, tooLarge.id)).toMatchObject({
      state: 'cancelled',
      failure: { cause: expect.stringContaining('100 GiB') },
    });
    expect(
      await engine.knex('reservations').where({ metric: 'storage' }),
    ).toMatchObject([{ resource_id: fits.resource_id, quantity: '20.000000' }]);
    expect(await engine.knex('decisions')).toEqual([]);
  });

  it('is cancelled with the verdict when the rules of now refuse it', async () => {
    const request = await submitBucket(engine);
    engine.rules.judge.push(() => ({ message: 'There is a freeze.' }));
    await settle(engine, reconciler);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'cancelled',
      failure: { cause: 'There is a freeze. (policy rule-0)' },
    });
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'cancelled',
    );
    expect(await engine.knex('reservations')).toEqual([]);
    expect(await audit()).toEqual(['request.submitted', 'request.cancelled']);
  });
});

describe('a last look before the first step', () => {
  it('refuses what cannot be planned any more', async () => {
    const request = await submitBucket(engine);
    await engine.knex('requests').update({
      desired: JSON.stringify({ ...request.desired, templateVersion: '0' }),
    });
    await settle(engine, reconciler);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'cancelled',
      failure: { cause: expect.stringContaining("no template version '0'") },
    });
    expect(await engine.knex('reservations')).toEqual([]);
  });

  it('refuses to delete what was protected meanwhile', async () => {
    const { id } = await makeBucket();
    const request = await act(engine, id, 'destroy', {
      confirmName: 'photos',
    });
    await engine.knex('resources').update({ protected: true });
    await settle(engine, reconciler);
    expect(await readRequest(engine, request!.id)).toMatchObject({
      state: 'cancelled',
      failure: { cause: 'photos is protected by now' },
    });
    expect((await readResource(engine, id)).state).toBe('ready');
  });
});

describe('trouble that is no step’s', () => {
  it('is tried again later, said on the page, and forgotten when it is over', async () => {
    const request = await submitBucket(engine);
    const { person } = engine.directory;
    engine.directory.person = async () => {
      throw new Error(`the catalog is away: token=${exampleSecret}`);
    };
    expect(await reconciler.reconcileOnce(request.resource_id)).toBe('failed');
    const troubled = await readResource(engine, request.resource_id);
    expect(troubled).toMatchObject({
      state: 'approved',
      attempts: 1,
      lease_holder: null,
      conditions: [
        {
          type: 'LookedAt',
          status: 'false',
          message: expect.stringContaining('the catalog is away'),
        },
      ],
    });
    expect(JSON.stringify(troubled)).not.toContain(exampleSecret);
    expect(troubled.next_run_at?.getTime()).toBeGreaterThan(
      engine.clock.now.getTime(),
    );
    engine.directory.person = person;
    await settle(engine, reconciler);
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'ready',
      attempts: 0,
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'LookedAt', status: 'true' }),
      ]),
    });
  });

  it('of a kind that cannot say its steps fails the request', async () => {
    const kind = engine.kinds.get('bucket');
    kind.steps = () => {
      throw new Error('Cannot read properties of undefined');
    };
    const request = await submitBucket(engine);
    await settle(engine, reconciler);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'failed',
      failure: {
        step: 'Find the steps',
        cause: expect.stringContaining('Cannot read properties'),
      },
    });
  });
});

describe('a step that is waited for', () => {
  /** In the place of the registration; answers as it is told. */
  function replaceRegistration(step: Partial<Step>) {
    const kind = engine.kinds.get('bucket');
    const stepsOf = kind.steps.bind(kind);
    kind.steps = context =>
      stepsOf(context).map(own =>
        own.key === 'register' ? { ...own, ...step } : own,
      );
  }

  it('is done once and then only asked about', async () => {
    let done = 0;
    let ready = false;
    replaceRegistration({
      check: async () =>
        ready
          ? { done: true }
          : { done: false, waitingFor: 'the registrar', retryAfterMs: 5000 },
      do: async () => {
        done += 1;
        return { done: false, waitingFor: 'the registrar', retryAfterMs: 5000 };
      },
    });
    const request = await submitBucket(engine);
    await settle(engine, reconciler, 40_000);
    expect(done).toBe(1);
    expect((await steps(request.id)).at(-1)).toMatchObject({
      state: 'running',
      message: 'Waits for the registrar',
    });
    ready = true;
    await settle(engine, reconciler);
    expect(done).toBe(1);
    expect((await readRequest(engine, request.id)).state).toBe('done');
  });

  it('puts what it may leave behind in the inventory before it begins', async () => {
    const left: InventoryEntry = {
      key: 'Register/entry',
      type: 'Register',
      reference: 'Register photos',
      wave: 2,
      identity: {},
    };
    let known: unknown[] = [];
    replaceRegistration({
      inventory: [left],
      do: async () => {
        known = await engine.knex('inventory').where({ key: left.key });
        return { done: true };
      },
    });
    const request = await submitBucket(engine);
    await settle(engine, reconciler);
    expect(known).toMatchObject([{ state: 'present', wave: 2 }]);
    expect((await readRequest(engine, request.id)).state).toBe('done');
  });

  it('holds nobody up who stops, though it listens to nothing', async () => {
    replaceRegistration({ do: () => new Promise(() => undefined) });
    const request = await submitBucket(engine);
    const began = new Promise<void>(resolve => {
      engine.store.after = effect => {
        if (effect === 'put photos Lifecycle/objects') {
          resolve();
        }
      };
    });
    const pass = reconciler.reconcileOnce(request.resource_id);
    await began;
    await reconciler.stop();
    expect(await pass).toBe('stopped');
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'provisioning',
    );
  });
});

describe('a step that cannot be done', () => {
  it('is tried again later each time, then fails with step, cause and remedy', async () => {
    engine.store.unreachable = new Error(
      `connect failed: postgres://app:${exampleSecret}@db/till`,
    );
    const request = await submitBucket(engine);
    const waits: number[] = [];
    while ((await readRequest(engine, request.id)).state !== 'failed') {
      const { next_run_at } = await readResource(engine, request.resource_id);
      const due = next_run_at ?? engine.clock.now;
      waits.push(due.getTime() - engine.clock.now.getTime());
      engine.clock.now = due;
      await reconciler.reconcileOnce(request.resource_id);
    }
    const failed = await readRequest(engine, request.id);
    expect(failed).toMatchObject({
      state: 'failed',
      failure: {
        step: 'Make photos',
        cause: expect.stringContaining('connect failed'),
        remedy: expect.stringContaining('Retry'),
      },
    });
    expect(waits.at(-1)).toBeGreaterThan(waits[1]);
    expect(waits.length).toBeGreaterThan(3);
    expect((await steps(request.id))[0]).toMatchObject({
      state: 'failed',
      attempts: 8,
    });
    const everything = JSON.stringify([
      await engine.knex('requests'),
      await engine.knex('resources'),
      await engine.knex('steps'),
      await engine.knex('audit'),
      engine.notifications,
      jest.mocked(engine.logger.warn).mock.calls,
    ]);
    expect(everything).not.toContain(exampleSecret);

    engine.store.unreachable = undefined;
    await retryRequest(engine, { requestId: request.id, by: byAna });
    await settle(engine, reconciler);
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'ready',
    );
    expect(await audit()).toEqual([
      'request.submitted',
      'request.started',
      'request.failed',
      'request.retried',
      'request.done',
      'resource.ready',
    ]);
  });

  it('fails at once when trying again will not help', async () => {
    engine.store.tamper('photos', 'Policy/access', { public: true }, 'someone');
    engine.store.before = () => {
      throw new StepError('The name is reserved', {
        remedy: 'Choose another one.',
        permanent: true,
      });
    };
    engine.store.items.clear();
    const request = await submitBucket(engine);
    await settle(engine, reconciler);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'failed',
      failure: {
        step: 'Make photos',
        cause: 'The name is reserved',
        remedy: 'Choose another one.',
      },
    });
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'failed',
      failure: { cause: 'The name is reserved' },
    });
  });

  it('waits for as long as the target asked for', async () => {
    let refusals = 1;
    engine.store.before = () => {
      if (refusals > 0) {
        refusals -= 1;
        throw new StepError('Too many requests', {
          remedy: 'Wait.',
          retryAfterMs: 30_000,
        });
      }
    };
    const request = await submitBucket(engine);
    const began = engine.clock.now.getTime();
    await reconciler.reconcileOnce(request.resource_id);
    const { next_run_at } = await readResource(engine, request.resource_id);
    expect(next_run_at?.getTime()).toBeGreaterThanOrEqual(began + 30_000);
    await settle(engine, reconciler);
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'ready',
    );
  });

  it('asks a person about what must not be done twice and nobody can tell', async () => {
    engine.store.before = effect => {
      if (effect.startsWith('register')) {
        throw new Error('connection reset');
      }
    };
    const request = await submitBucket(engine);
    await settle(engine, reconciler);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'failed',
      failure: {
        step: 'Register it',
        cause: expect.stringContaining('must not be done twice'),
        remedy: expect.stringContaining('Retry does it again'),
      },
    });
    expect(engine.store.ledger).toEqual([]);

    engine.store.before = undefined;
    await retryRequest(engine, { requestId: request.id, by: byAna });
    await settle(engine, reconciler);
    expect(engine.store.ledger).toHaveLength(1);
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'ready',
    );
  });

  it('finds that it was done when only the answer was lost', async () => {
    let lost = 0;
    engine.store.after = effect => {
      if (effect.startsWith('register') && lost === 0) {
        lost += 1;
        throw new Error('connection reset');
      }
    };
    const request = await submitBucket(engine);
    await settle(engine, reconciler);
    expect(lost).toBe(1);
    expect(engine.store.ledger).toHaveLength(1);
    expect((await readRequest(engine, request.id)).state).toBe('done');
  });

  it('is done again when the target says that nothing happened', async () => {
    let refused = 0;
    engine.store.before = effect => {
      if (effect.startsWith('register') && refused === 0) {
        refused += 1;
        throw new StepError('The register is closed for the moment', {
          remedy: 'Wait.',
          nothingHappened: true,
        });
      }
    };
    const request = await submitBucket(engine);
    await settle(engine, reconciler);
    expect(refused).toBe(1);
    expect((await readRequest(engine, request.id)).state).toBe('done');
  });
});

describe('taking back', () => {
  const failAt = (effect: string) => {
    engine.store.before = text => {
      if (text.startsWith(effect)) {
        throw new StepError('No', { remedy: 'Do not.', permanent: true });
      }
    };
  };

  it('leaves nothing of a creation that was refused at the target', async () => {
    engine.store.before = text => {
      if (text.startsWith('put photos Lifecycle')) {
        throw new StepError('Its pull request was closed', {
          remedy: 'Ask again.',
          cancels: true,
        });
      }
    };
    const request = await submitBucket(engine);
    await settle(engine, reconciler);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'cancelled',
      cancel_reason: 'refused',
      failure: { cause: 'Its pull request was closed' },
    });
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'cancelled',
    );
    expect(things()).toEqual([]);
    expect(await audit()).toEqual(
      expect.arrayContaining(['request.refused', 'request.cancelled']),
    );
    expect(await audit()).not.toContain('request.failed');
  });

  it('leaves nothing of a creation that failed', async () => {
    failAt('put photos Lifecycle');
    const request = await submitBucket(engine);
    await settle(engine, reconciler);
    expect(things()).toHaveLength(2);

    engine.store.before = undefined;
    await rollBackRequest(engine, { requestId: request.id, by: byAna });
    await settle(engine, reconciler);
    expect(things()).toEqual([]);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'cancelled',
      cancel_reason: 'rolled-back',
    });
    expect(await readResource(engine, request.resource_id)).toMatchObject({
      state: 'cancelled',
      failure: null,
      next_run_at: null,
    });
    expect(await engine.knex('reservations')).toEqual([]);
    expect(await engine.knex('inventory').where({ state: 'present' })).toEqual(
      [],
    );
    expect((await audit()).at(-1)).toBe('request.rolled-back');
  });

  it('takes back a creation that is cancelled while it runs', async () => {
    const request = await submitBucket(engine);
    engine.store.after = async effect => {
      if (effect === 'put photos Policy/access') {
        engine.store.after = undefined;
        await cancelRequest(engine, { requestId: request.id, by: byAna });
      }
    };
    await settle(engine, reconciler);
    expect(engine.store.writes).toContain('put photos Policy/access');
    expect(engine.store.writes).not.toContain('put photos Lifecycle/objects');
    expect(things()).toEqual([]);
    expect(engine.store.ledger).toEqual([]);
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'cancelled',
    );
  });

  it('brings a change that failed back to what was there', async () => {
    const { id } = await makeBucket({ size: 'small' });
    const before = things();
    let puts = 0;
    engine.store.after = () => {
      puts += 1;
      throw new StepError('No', { remedy: 'Do not.', permanent: true });
    };
    const request = await act(engine, id, 'change-size', { size: 'large' });
    await settle(engine, reconciler);
    expect(puts).toBe(1);
    expect((await readResource(engine, id)).state).toBe('failed');
    expect(things()).not.toEqual(before);

    engine.store.after = undefined;
    await rollBackRequest(engine, { requestId: request!.id, by: byAna });
    await settle(engine, reconciler);
    expect(things()).toEqual(before);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      generation: 1,
      spec: { size: 'small' },
    });
    expect(
      await engine.knex('reservations').where({ metric: 'storage' }),
    ).toMatchObject([{ quantity: '10.000000' }]);
  });
});

describe('a change', () => {
  it('makes the resource what was asked for, and counts the generation', async () => {
    const { id } = await makeBucket();
    await act(engine, id, 'change-size', { size: 'large' });
    await settle(engine, reconciler);
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
    const { id } = await makeBucket();
    await act(engine, id, 'pause');
    await settle(engine, reconciler);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'suspended',
      paused: true,
    });
    await act(engine, id, 'wake');
    await settle(engine, reconciler);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      paused: false,
    });
    expect(await audit()).toEqual(
      expect.arrayContaining(['resource.paused', 'resource.woken']),
    );
  });
});

describe('a deletion', () => {
  const destroy = (id: string) =>
    act(engine, id, 'destroy', { confirmName: 'photos' });

  it('removes all, the last wave first, and gives back the quota', async () => {
    const { id } = await makeBucket();
    engine.store.writes.length = 0;
    const request = await destroy(id);
    await settle(engine, reconciler);
    expect(
      engine.store.writes.slice(0, 3).map(text => text.split('/')[0]),
    ).toEqual(
      [
        'remove photos Lifecycle',
        'remove photos Policy',
        'remove photos Bucket',
      ].sort(
        (a, b) => Number(a.includes('Bucket')) - Number(b.includes('Bucket')),
      ),
    );
    expect(things()).toEqual([]);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
      next_run_at: null,
    });
    expect((await readRequest(engine, request!.id)).state).toBe('done');
    expect(await engine.knex('reservations')).toEqual([]);
    expect(await engine.knex('inventory').pluck('state')).toEqual([
      'removed',
      'removed',
      'removed',
    ]);
    expect((await audit()).slice(4)).toEqual([
      'request.submitted',
      'request.started',
      'resource.expiring',
      'resource.destroying',
      'request.done',
      'resource.destroyed',
    ]);
  });

  it('can be undone while its grace lasts', async () => {
    const { id } = await makeBucket({ environment: 'staging' });
    await destroy(id);
    await settle(engine, reconciler);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'expiring',
      state_before_expiring: 'ready',
      undo_until: expect.any(Date),
    });
    await act(engine, id, 'undo-destroy');
    await settle(engine, reconciler, 3 * 3_600_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'ready',
      undo_until: null,
    });
    expect(things()).toHaveLength(3);

    await destroy(id);
    await settle(engine, reconciler, 3 * 3_600_000);
    expect((await readResource(engine, id)).state).toBe('destroyed');
  });

  it('says what it hangs on, and goes on when that lets go', async () => {
    const { id } = await makeBucket();
    const bucket = engine.store.items.get('photos Bucket/main')!;
    bucket.finalizer = 'example.org/backup';
    await destroy(id);
    await settle(engine, reconciler, 60_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroying',
      blockers: [],
    });
    await settle(engine, reconciler, 10 * 60_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroying',
      blockers: [
        {
          object: 'photos/Bucket/main',
          finalizer: 'example.org/backup',
        },
      ],
    });
    expect(
      engine.notifications.filter(({ title }) => title.includes('hangs')),
    ).toHaveLength(1);

    bucket.finalizer = null;
    await settle(engine, reconciler, 60_000);
    expect(await readResource(engine, id)).toMatchObject({
      state: 'destroyed',
      blockers: [],
    });
  });

  it('goes on when it is cancelled too late', async () => {
    const { id } = await makeBucket();
    engine.store.items.get('photos Bucket/main')!.finalizer = 'example.org/x';
    const request = await destroy(id);
    await settle(engine, reconciler, 1000);
    await cancelRequest(engine, { requestId: request!.id, by: byAna }).catch(
      () => undefined,
    );
    engine.store.items.get('photos Bucket/main')!.finalizer = null;
    await settle(engine, reconciler);
    expect((await readResource(engine, id)).state).toBe('destroyed');
    expect(things()).toEqual([]);
  });

  it('needs no template that its resource could be planned with', async () => {
    const { id } = await makeBucket();
    await engine.knex('resources').update({ template_version: 'gone' });
    await engine.knex('requests').insert({
      id: engine.newId(),
      resource_id: id,
      kind: 'bucket',
      action: 'destroy',
      title: 'Delete photos',
      state: 'running',
      inputs: {},
      desired: JSON.stringify({
        ...(await engine.knex('requests').first()).desired,
        templateVersion: 'gone',
      }),
      plan_hash: 'x',
      policy_version: 'x',
      requested_by: byAna.ref,
      requested_at: engine.now(),
      updated_at: engine.now(),
    });
    await engine.knex('resources').update({ state: 'destroying' });
    advanceClock(engine, 1000);
    await engine.wakeUps.wake(engine.knex, id);
    await settle(engine, reconciler);
    expect((await readResource(engine, id)).state).toBe('destroyed');
    expect(things()).toEqual([]);
  });
});
