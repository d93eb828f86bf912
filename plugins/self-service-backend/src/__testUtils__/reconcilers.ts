import { JsonObject } from '@slipway/plugin-self-service-common';
import { SelfServiceReconciler } from '../reconciler/SelfServiceReconciler';
import { ResourceRow } from '../store/rows';
import { TestEngine } from './engine';
import { readResource, submitBucket } from './requests';

/** A reconciler that waits by moving the engine's clock on. */
export function testReconciler(engine: TestEngine): SelfServiceReconciler {
  return new SelfServiceReconciler({
    engine,
    random: () => 0.5,
    sleep: async ms => advanceClock(engine, ms),
  });
}

export function advanceClock(engine: TestEngine, ms: number): void {
  engine.clock.now = new Date(engine.clock.now.getTime() + ms);
}

/**
 * Passes until nothing more is due within a time, moving the clock on to what
 * comes next, as days would.
 *
 * @param within - milliseconds from now; 0 for what is due now
 */
export async function settle(
  engine: TestEngine,
  within = 60_000,
  reconciler = testReconciler(engine),
): Promise<void> {
  const end = engine.clock.now.getTime() + within;
  for (let passes = 0; passes < 200; passes++) {
    const next = await engine
      .knex<ResourceRow>('resources')
      .whereNotNull('next_run_at')
      .orderBy(['next_run_at', 'id'])
      .first();
    if (!next?.next_run_at || next.next_run_at.getTime() > end) {
      engine.clock.now = new Date(Math.max(end, engine.clock.now.getTime()));
      return;
    }
    if (next.next_run_at > engine.clock.now) {
      engine.clock.now = next.next_run_at;
    }
    await reconciler.reconcileOnce(next.id);
  }
  throw new Error('It never comes to rest');
}

/** A bucket that was asked for and made. */
export async function makeBucket(
  engine: TestEngine,
  inputs: JsonObject = {},
): Promise<ResourceRow> {
  const request = await submitBucket(engine, inputs);
  await settle(engine);
  return readResource(engine, request.resource_id);
}

/** What stands in the outside world, with its fields. */
export function readThings({ store }: TestEngine) {
  return [...store.items].map(([key, { fields }]) => [key, fields]);
}

/** The journal of a request. */
export async function readSteps({ knex }: TestEngine, requestId: string) {
  return knex('steps').where({ request_id: requestId }).orderBy('position');
}
