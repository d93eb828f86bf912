import { StepError } from '@slipway/plugin-self-service-node';
import { byAna, engineForEachTest } from '../__testUtils__/engine';
import { exampleSecret } from '../__testUtils__/exampleKind';
import { readEvents } from '../__testUtils__/readAudit';
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
import { retryRequest } from '../service/retryRequest';

const engine = engineForEachTest();

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
      await testReconciler(engine).reconcileOnce(request.resource_id);
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
    expect((await readSteps(engine, request.id))[0]).toMatchObject({
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
    await settle(engine);
    expect((await readResource(engine, request.resource_id)).state).toBe(
      'ready',
    );
    expect(await readEvents(engine.knex)).toEqual([
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
    await settle(engine);
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
    await testReconciler(engine).reconcileOnce(request.resource_id);
    const { next_run_at } = await readResource(engine, request.resource_id);
    expect(next_run_at?.getTime()).toBeGreaterThanOrEqual(began + 30_000);
    await settle(engine);
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
    await settle(engine);
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
    await settle(engine);
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
    await settle(engine);
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
    await settle(engine);
    expect(refused).toBe(1);
    expect((await readRequest(engine, request.id)).state).toBe('done');
  });
});
