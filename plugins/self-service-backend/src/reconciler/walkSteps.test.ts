import { InventoryEntry, Step } from '@slipway/plugin-self-service-node';
import { engineForEachTest } from '../__testUtils__/engine';
import {
  readSteps,
  settle,
  testReconciler,
} from '../__testUtils__/reconcilers';
import {
  readRequest,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';

const engine = engineForEachTest();

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
    await settle(engine, 40_000);
    expect(done).toBe(1);
    expect((await readSteps(engine, request.id)).at(-1)).toMatchObject({
      state: 'running',
      message: 'Waits for the registrar',
    });
    ready = true;
    await settle(engine);
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
    await settle(engine);
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
    const reconciler = testReconciler(engine);
    const pass = reconciler.reconcileOnce(request.resource_id);
    await began;
    await reconciler.stop();
    expect(await pass).toBe('stopped');
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'provisioning',
    );
  });
});
