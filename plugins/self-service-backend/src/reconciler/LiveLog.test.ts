import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '@slipway/testing';
import { Knex } from 'knex';
import {
  emptyTables,
  migrations,
  testEngine,
  TestEngine,
} from '../__testUtils__/engine';
import { endLeases } from '../__testUtils__/mortal';
import { testReconciler } from '../__testUtils__/reconcilers';
import { submitBucket } from '../__testUtils__/requests';
import { claimLease } from '../store/leases';
import { StepRow } from '../store/rows';
import { Lease } from './Lease';
import { LiveLog } from './LiveLog';

// Many transactions; a busy machine takes its time.
jest.setTimeout(60_000);

const database = testDatabase({ migrations });
let knex: Knex;
let engine: TestEngine;

beforeEach(async () => {
  knex = await database.knex();
  await emptyTables(knex);
  engine = testEngine(knex);
});

/** The first step of a request, as it is when it is begun. */
async function beginStep() {
  engine.store.before = () => {
    throw new Error('not yet');
  };
  const request = await submitBucket(engine);
  await testReconciler(engine).reconcileOnce(request.resource_id);
  await knex('resources').update({ next_run_at: engine.clock.now });
  const lease = await Lease.take({
    engine,
    resourceId: request.resource_id,
    holder: 'at work',
    stopping: new AbortController().signal,
  });
  if (!lease) {
    throw new Error('The resource is not due');
  }
  const kind = engine.kinds.get('bucket');
  const log = new LiveLog(
    { engine, lease, kind, random: () => 0.5 },
    await readStep(),
  );
  return { lease, log };
}

async function readStep(): Promise<StepRow> {
  const [row] = await knex<StepRow>('steps').orderBy('position').limit(1);
  return row;
}

const texts = async () => (await readStep()).log.map(({ text }) => text);

async function untilStored(count: number): Promise<void> {
  while ((await texts()).length < count) {
    await sleep(20);
  }
}

describe('the log of a step', () => {
  it('is stored and shown while the step is at work', async () => {
    const { lease, log } = await beginStep();
    const writes = jest.spyOn(lease, 'write');
    engine.changes.length = 0;
    await log.during(async say => {
      say('Began');
      say(`Sent the password=${'hunter2'.repeat(2)}`);
      await untilStored(2);
      expect(writes).toHaveBeenCalledTimes(1);
      expect(engine.changes).toHaveLength(1);
      say('Went on');
      await untilStored(3);
    });
    const stored = await texts();
    expect([stored[0], stored[2]]).toEqual(['Began', 'Went on']);
    expect(stored[1]).not.toContain('hunter2');
    expect(log.lines.map(({ text }) => text)).toEqual(stored);
    lease.abandon();
  });

  it('costs a short step nothing, and hears nothing that comes after it', async () => {
    const { lease, log } = await beginStep();
    const writes = jest.spyOn(lease, 'write');
    const late: Array<(text: string) => void> = [];
    await log.during(async say => {
      say('Done');
      late.push(say);
    });
    late.forEach(say => say('Too late'));
    await sleep(1500);
    expect(writes).not.toHaveBeenCalled();
    expect(log.lines.map(({ text }) => text)).toEqual(['Done']);
    lease.abandon();
  });

  it('is not written by who has lost the lease', async () => {
    const { lease, log } = await beginStep();
    await endLeases(knex);
    await knex('resources').update({ next_run_at: engine.clock.now });
    await claimLease(knex, {
      resourceId: lease.resourceId,
      holder: 'another',
      leaseMs: 60_000,
      now: engine.clock.now,
      dueAgainAt: engine.clock.now,
    });
    await log.during(async say => {
      say('Still here');
      await once(lease.signal, 'abort');
    });
    expect(lease.lost).toBe(true);
    expect(await texts()).toEqual([]);
  });
});
