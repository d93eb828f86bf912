import {
  describeWithKubernetes,
  eventually,
  testDatabase,
  testKubernetes,
} from '@slipway/testing';
import { Knex } from 'knex';
import { someoneElse } from '../live/__testUtils__/someoneElse';
import { ana, call, priya } from './__testUtils__/portal';
import { Replica, startReplica } from './__testUtils__/startReplica';
import { namespaceWish, settled } from './__testUtils__/wishes';
import {
  findBreaches,
  keepWriteLog,
  readWriteLog,
  Write,
} from './__testUtils__/writeLog';

jest.setTimeout(180_000);

/** Objects of a plan: the namespace and what is in it. */
const objectsOfPlan = 8;

describe('the log of writes', () => {
  const write = (by: string, of: Write['of'], before: any, after: any) => ({
    id: 0,
    resource: 'r',
    by,
    of,
    before,
    after,
  });
  const taken = (by: string, fence: number) =>
    write(by, 'resources', { fence: fence - 1 }, { fence });
  const running = { state: 'running' };
  const done = { state: 'done' };

  it('shows who writes without a lease, and what is done again', () => {
    const mine = write('a', 'steps', running, done);
    expect(findBreaches([taken('a', 1), mine])).toEqual([]);
    expect(findBreaches([taken('a', 1), taken('b', 2), mine])).toEqual([mine]);
    const again = write('a', 'steps', done, running);
    expect(findBreaches([taken('a', 1), mine, again])).toEqual([again]);
    const back = write('a', 'resources', { fence: 2 }, { fence: 1 });
    expect(findBreaches([taken('a', 2), back])).toEqual([back]);
  });
});

describeWithKubernetes('three replicas as processes', () => {
  const replicas: Replica[] = [];
  const requests: Array<{ id: string; resourceId: string }> = [];
  // Hooks run in their order: what needs the others ends before them.
  afterAll(() => Promise.all(replicas.map(replica => replica.stop())));
  const database = testDatabase();
  const kubernetes = testKubernetes();

  const start = async (name: string, concurrency: number) => {
    const replica = await startReplica({
      name,
      database: await database.url(),
      cluster: kubernetes.cluster,
      settings: { reconciler: { sweep: 'PT1S', lease: 'PT2S', concurrency } },
    });
    replicas.push(replica);
    return replica;
  };
  const named = (name: string): Replica => {
    const found = replicas.find(replica => replica.name === name);
    if (!found) {
      throw new Error(`There is no replica ${name}`);
    }
    return found;
  };
  const ask = async (at: Replica) => {
    const name = `checkout-r-${requests.length}`;
    const { status, body } = await call(at, ana, 'POST', '/requests', {
      ...namespaceWish({ name }),
      idempotencyKey: name,
    });
    expect([status, body.state]).toEqual([201, 'approved']);
    requests.push(body);
  };
  /** Asks for more and more until it has come to that. */
  const askUntil = async (at: Replica, come: () => boolean) => {
    await eventually(
      () => ask(at),
      () => come(),
    );
  };

  it('share work while one is stopped for a while and one is killed', async () => {
    // The last one does little at a time, so that the others have work too.
    const [stopped, killed, steady] = await Promise.all([
      start('stopped', 8),
      start('killed', 8),
      start('steady', 1),
    ]);
    const knex = await database.knex();
    await keepWriteLog(knex);
    const fate = { hangs: 0, dead: false };

    // One is stopped with writes on their way, the other dies when its write
    // is done and its answer is not there yet.
    stopped.proxy.fail(
      { type: 'hang' },
      {
        when: ({ method }) => {
          const hangs = method === 'PATCH' && stopped.proxy.count('PATCH') > 5;
          fate.hangs += hangs ? 1 : 0;
          return hangs;
        },
      },
    );
    killed.proxy.fail(
      { type: 'lose-answer' },
      {
        when: ({ method }) => {
          fate.dead ||= method === 'PATCH' && killed.proxy.count('PATCH') > 9;
          if (fate.dead) {
            killed.kill('SIGKILL');
          }
          return fate.dead;
        },
      },
    );
    await askUntil(steady, () => fate.hangs > 1 && fate.dead);
    stopped.kill('SIGSTOP');
    const held = await heldBy(knex, 'stopped');
    expect(held.length).toBeGreaterThan(0);

    for (const { id } of [...requests]) {
      await settled(steady, id);
    }
    await ask(steady);
    stopped.proxy.heal();
    stopped.proxy.forget();
    stopped.kill('SIGCONT');

    // It is back when it makes something again.
    await askUntil(steady, () => stopped.proxy.count('PATCH') > objectsOfPlan);
    for (const { id } of requests) {
      await settled(stopped, id);
    }
    const late = stopped.proxy.requests.filter(
      ({ method, path }) =>
        method !== 'GET' && held.some(name => path.split('/').includes(name)),
    );
    expect(late.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('write nothing once another has taken over, and do no step again that is done', async () => {
    const log = await readWriteLog(await database.knex());
    expect(new Set(log.map(({ by }) => by))).toEqual(
      new Set(['stopped', 'killed', 'steady']),
    );
    expect(findBreaches(log)).toEqual([]);
  });

  it('make each thing once', async () => {
    const { items } = await someoneElse(kubernetes).get(
      '/api/v1/namespaces?labelSelector=app.kubernetes.io/managed-by=slipway',
    );
    expect(
      items
        .map(
          ({ metadata }: any) =>
            metadata.annotations['slipway.dev/resource-id'],
        )
        .sort(),
    ).toEqual(requests.map(({ resourceId }) => resourceId).sort());
    const steady = named('steady');
    for (const { resourceId } of requests) {
      const { body } = await call(
        steady,
        ana,
        'GET',
        `/resources/${resourceId}`,
      );
      expect(body).toMatchObject({ state: 'ready', drift: [], failure: null });
      expect(body.inventory).toHaveLength(objectsOfPlan);
    }
  });

  it('leave an audit that is whole and tells each thing once', async () => {
    const steady = named('steady');
    const { body } = await call(steady, priya, 'GET', '/audit/check');
    expect(body).toMatchObject({ intact: true, broken: null });
    for (const { id } of requests) {
      const audit = await call(
        steady,
        priya,
        'GET',
        `/audit?requestId=${id}&limit=200`,
      );
      const events = audit.body.items.map(({ event }: any) => event).sort();
      expect(events).toEqual([...new Set(events)]);
      expect(events).toEqual(
        expect.arrayContaining([
          'request.done',
          'request.started',
          'request.submitted',
          'resource.ready',
        ]),
      );
    }
  });
});

/** Names of what a replica took last and has not given back. */
async function heldBy(knex: Knex, by: string): Promise<string[]> {
  const log = await readWriteLog(knex);
  const last = new Map(
    log
      .filter(({ of }) => of === 'resources')
      .map(write => [write.resource, write]),
  );
  return [...last.values()]
    .filter(write => write.by === by && write.after.lease_holder !== null)
    .map(({ after }) => after.name);
}
