import { JsonObject } from '@slipway/plugin-self-service-common';
import { SelfServiceReconciler } from '../reconciler/SelfServiceReconciler';
import { submitRequest } from '../service/submitRequest';
import { requestAction } from '../service/requestAction';
import { RequestRow, ResourceRow } from '../store/rows';
import { ana, checkout, TestEngine } from './engine';

export const byAna = { ref: ana, type: 'user' as const };

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

export async function readResource(
  engine: TestEngine,
  id: string,
): Promise<ResourceRow> {
  const row = await engine.knex<ResourceRow>('resources').where({ id }).first();
  if (!row) {
    throw new Error(`There is no resource ${id}`);
  }
  return row;
}

export async function readRequest(
  engine: TestEngine,
  id: string,
): Promise<RequestRow> {
  const row = await engine.knex<RequestRow>('requests').where({ id }).first();
  if (!row) {
    throw new Error(`There is no request ${id}`);
  }
  return row;
}

/** Asks for a bucket as somebody of the team would. */
export function submitBucket(
  engine: TestEngine,
  inputs: JsonObject = {},
): Promise<RequestRow> {
  return submitRequest(engine, {
    kind: 'bucket',
    inputs: { name: 'photos', team: checkout, environment: 'dev', ...inputs },
    requester: byAna,
  });
}

/** Asks for an action of a resource. */
export async function act(
  engine: TestEngine,
  resourceId: string,
  action: string,
  input: JsonObject = {},
): Promise<RequestRow | undefined> {
  const { request } = await requestAction(engine, {
    resourceId,
    action,
    input,
    requester: byAna,
  });
  return request;
}

/**
 * Passes until nothing more is due within a time, moving the clock on to what
 * comes next, as days would.
 *
 * @param within - milliseconds from now; 0 for what is due now
 */
export async function settle(
  engine: TestEngine,
  reconciler: SelfServiceReconciler,
  within = 60_000,
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
