import { Knex } from 'knex';
import { freshEngines, TestEngine } from '../__testUtils__/engine';
import { endLeases } from '../__testUtils__/mortal';
import { settle, testReconciler } from '../__testUtils__/reconcilers';
import {
  act,
  readRequest,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';
import { claimLease, renewLease } from '../store/leases';
import { RequestRow } from '../store/rows';
import { Lease } from './Lease';

const freshEngine = freshEngines();
let engine: TestEngine;
let knex: Knex;

beforeEach(async () => {
  engine = await freshEngine();
  ({ knex } = engine);
});

/** Something that waits until it is let go. */
function gate() {
  let open: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  const arrived = new Promise<void>(resolve => {
    arrive = resolve;
  });
  return {
    arrived,
    open: () => open(),
    wait: () => {
      arrive();
      return opened;
    },
  };
}

const everything = async () => ({
  resources: await knex('resources').select(),
  requests: await knex('requests').select(),
  steps: await knex('steps').orderBy('position'),
  inventory: await knex('inventory').orderBy('key'),
  audit: await knex('audit').orderBy('sequence'),
});

describe('several replicas', () => {
  it('refuse what one writes that was stopped for a while and comes back', async () => {
    const [stopped, second, third] = [1, 2, 3].map(() =>
      testReconciler(engine),
    );
    const request = await submitBucket(engine);
    const id = request.resource_id;
    const stop = gate();
    engine.store.after = effect => {
      if (effect === 'put photos Policy/access') {
        engine.store.after = undefined;
        return stop.wait();
      }
      return undefined;
    };
    const passOfStopped = stopped.reconcileOnce(id);
    await stop.arrived;

    // While its lease runs nobody else begins.
    await engine.wakeUps.wake(knex, id);
    expect(await second.reconcileOnce(id)).toBe('not-now');

    await endLeases(knex);
    const results = await Promise.all([
      second.reconcileOnce(id),
      third.reconcileOnce(id),
    ]);
    expect(results.sort()).toEqual(['looked', 'not-now']);
    expect((await readResource(engine, id)).state).toBe('ready');

    const before = await everything();
    stop.open();
    expect(await passOfStopped).toBe('lost');
    expect(await everything()).toEqual(before);
    expect(engine.store.ledger).toHaveLength(1);
    expect(
      engine.store.writes.filter(text => text.startsWith('register')),
    ).toHaveLength(1);
  });

  it('do what must not be done twice once, also when it was begun before the stop', async () => {
    const [stopped, second] = [1, 2].map(() => testReconciler(engine));
    const request = await submitBucket(engine);
    const stop = gate();
    engine.store.before = effect => {
      if (effect.startsWith('register')) {
        engine.store.before = undefined;
        return stop.wait();
      }
      return undefined;
    };
    const pass = stopped.reconcileOnce(request.resource_id);
    await stop.arrived;
    await endLeases(knex);
    await engine.wakeUps.wake(knex, request.resource_id);
    await settle(engine, 0, second);
    // It may still happen: nobody can tell, so nobody does it again.
    expect(await readRequest(engine, request.id)).toMatchObject({
      state: 'failed',
      failure: { cause: expect.stringContaining('must not be done twice') },
    });
    stop.open();
    expect(await pass).toBe('lost');
    expect(engine.store.ledger).toHaveLength(1);
    expect((await readRequest(engine, request.id)).state).toBe('failed');
  });

  it('share many resources, and each is made once', async () => {
    const replicas = [1, 2, 3].map(() => testReconciler(engine));
    const requests: RequestRow[] = [];
    for (const name of ['anchor', 'buoy', 'capstan', 'davit', 'ensign']) {
      requests.push(await submitBucket(engine, { name }));
    }
    await Promise.all(
      replicas.flatMap(replica =>
        requests.map(request => replica.reconcileOnce(request.resource_id)),
      ),
    );
    for (const request of requests) {
      await settle(engine, 0, replicas[0]);
      expect((await readResource(engine, request.resource_id)).state).toBe(
        'ready',
      );
    }
    expect(engine.store.ledger).toHaveLength(5);
    expect(engine.store.writes).toHaveLength(5 * 4);
  });

  it('forget no wake-up that comes while one of them works', async () => {
    const replica = testReconciler(engine);
    const request = await submitBucket(engine);
    const id = request.resource_id;
    await settle(engine);
    const stop = gate();
    engine.store.before = () => stop.wait();
    await act(engine, id, 'change-size', { size: 'large' });
    const pass = replica.reconcileOnce(id);
    await stop.arrived;
    engine.store.before = undefined;
    await engine.wakeUps.wake(knex, id);
    stop.open();
    expect(await pass).toBe('looked');
    expect((await readResource(engine, id)).next_run_at).toEqual(
      engine.clock.now,
    );
  });

  it('go on where one stopped in order, at once', async () => {
    const [leaving, second] = [1, 2].map(() => testReconciler(engine));
    const request = await submitBucket(engine);
    const id = request.resource_id;
    const stop = gate();
    engine.store.after = () => stop.wait();
    const pass = leaving.reconcileOnce(id);
    await stop.arrived;
    engine.store.after = undefined;
    const stopping = leaving.stop();
    stop.open();
    await stopping;
    expect(await pass).toBe('stopped');
    expect(await readResource(engine, id)).toMatchObject({
      state: 'provisioning',
      lease_holder: null,
      next_run_at: engine.clock.now,
    });
    await settle(engine, 0, second);
    expect((await readResource(engine, id)).state).toBe('ready');
  });
});

describe('a lease', () => {
  it('is asked for again when the answer came while the process was stopped', async () => {
    const request = await submitBucket(engine);
    const lease = await Lease.take({
      engine,
      resourceId: request.resource_id,
      holder: 'stopped',
      stopping: new AbortController().signal,
    });
    const clock = { now: performance.now(), renewals: 0, stops: 1 };
    jest.spyOn(performance, 'now').mockImplementation(() => clock.now);
    const onAnswer = (_answer: unknown, { sql }: { sql: string }) => {
      if (/update "resources" set "lease_until"/.test(sql)) {
        clock.renewals += 1;
        clock.now += clock.renewals <= clock.stops ? 3_600_000 : 0;
      }
    };
    knex.on('query-response', onAnswer);
    try {
      await lease?.assert();
      expect([clock.renewals, lease?.lost]).toEqual([2, false]);
      clock.stops = 4;
      await expect(lease?.assert()).rejects.toThrow(
        'Another replica works on this resource now',
      );
      expect([clock.renewals, lease?.lost]).toEqual([4, true]);
    } finally {
      knex.removeListener('query-response', onAnswer);
      jest.restoreAllMocks();
      lease?.abandon();
    }
  });

  it('answers those that ask at once with one question', async () => {
    const request = await submitBucket(engine);
    const lease = await Lease.take({
      engine,
      resourceId: request.resource_id,
      holder: 'asked',
      stopping: new AbortController().signal,
    });
    const renewals: string[] = [];
    const onQuery = ({ sql }: { sql: string }) => {
      if (/update "resources" set "lease_until"/.test(sql)) {
        renewals.push(sql);
      }
    };
    knex.on('query', onQuery);
    try {
      await Promise.all([1, 2, 3].map(() => lease?.assert()));
      expect(renewals).toHaveLength(1);
      await lease?.assert();
      expect(renewals).toHaveLength(2);
      await endLeases(knex);
      await claimLease(knex, {
        resourceId: request.resource_id,
        holder: 'another',
        leaseMs: 1000,
        now: new Date(engine.clock.now.getTime() + 3_600_000),
        dueAgainAt: engine.clock.now,
      });
      const answers = await Promise.allSettled(
        [1, 2].map(() => lease?.assert()),
      );
      expect(answers.map(({ status }) => status)).toEqual([
        'rejected',
        'rejected',
      ]);
    } finally {
      knex.removeListener('query', onQuery);
      lease?.abandon();
    }
  });

  it('is renewed by its fence only', async () => {
    const request = await submitBucket(engine);
    const of = { resourceId: request.resource_id, leaseMs: 1000 };
    expect(await renewLease(knex, { ...of, fence: '0' })).toBe(true);
    expect(await renewLease(knex, { ...of, fence: '1' })).toBe(false);
  });
});
