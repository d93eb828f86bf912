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
    expect(waits.length).toBeGreaterThan(8);
    const hour = 60 * 60_000;
    const waited = waits.reduce((sum, wait) => sum + wait, 0);
    expect(waited).toBeGreaterThanOrEqual(hour);
    expect(waited).toBeLessThan(1.1 * hour);
    expect((await readSteps(engine, request.id))[0]).toMatchObject({
      state: 'failed',
      attempts: expect.any(Number),
      failing_since: expect.any(Date),
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

  it.each([60, 30 * 60])(
    'outlives an outage of %d seconds by itself',
    async seconds => {
      const request = await submitBucket(engine);
      engine.store.unreachable = new Error('connection refused');
      await settle(engine, seconds * 1000);
      expect(await readRequest(engine, request.id)).toMatchObject({
        state: 'running',
        failure: null,
      });
      engine.store.unreachable = undefined;
      await settle(engine, 10 * 60_000);
      expect((await readResource(engine, request.resource_id)).state).toBe(
        'ready',
      );
      const [step] = await readSteps(engine, request.id);
      expect(step).toMatchObject({ state: 'done', failing_since: null });
    },
  );

  it('is not called a crash when it had problems for long before', async () => {
    engine.store.unreachable = new Error('connection refused');
    const request = await submitBucket(engine);
    await settle(engine, 40 * 60_000);
    // A replica that went down in the middle of the last try.
    await engine
      .knex('steps')
      .where({ request_id: request.id, position: 0 })
      .update({ next_attempt_at: null });
    await settle(engine, 10 * 60_000);
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'running',
    });
  });

  it.each([Number.MAX_VALUE, Infinity, 1e12])(
    'waits no longer than an hour, whatever the target asked for: %d',
    async retryAfterMs => {
      let refusals = 1;
      engine.store.before = () => {
        if (refusals > 0) {
          refusals -= 1;
          throw new StepError('Not now', { remedy: 'Wait.', retryAfterMs });
        }
      };
      const request = await submitBucket(engine);
      await settle(engine, 61 * 60_000);
      expect((await readResource(engine, request.resource_id)).state).toBe(
        'ready',
      );
    },
  );

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
