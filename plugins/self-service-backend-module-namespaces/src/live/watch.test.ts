import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import { LiveNamespace, liveTarget } from './__testUtils__/liveNamespace';
import { pathOf, someoneElse } from './__testUtils__/someoneElse';
import { WatchTiming } from './watch/KindWatcher';

jest.setTimeout(120_000);

const KINDS = 6;

describeWithKubernetes('watching a live cluster', () => {
  const kubernetes = testKubernetes();
  const stops: AbortController[] = [];
  afterEach(() => stops.splice(0).forEach(stop => stop.abort()));

  const quick: WatchTiming = {
    timeoutSeconds: [60, 60],
    idleMs: 60_000,
    resyncMs: 600_000,
    backOffMs: [50, 200],
  };

  /** A target that watches, and the resources that it has woken. */
  async function watching(timing: Partial<WatchTiming> = {}) {
    const target = liveTarget(kubernetes, {
      watchTiming: { ...quick, ...timing },
    });
    const woken: string[] = [];
    const stop = new AbortController();
    stops.push(stop);
    target.start?.(
      { wake: id => woken.push(id), listResources: async () => [] },
      stop.signal,
    );
    await until(() => kubernetes.proxy.watches === KINDS);
    return { target, woken, stop };
  }

  async function until(condition: () => boolean) {
    while (!condition()) {
      await sleep(20);
    }
  }

  async function created() {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    await namespace.apply();
    return namespace;
  }

  const relabel = (namespace: LiveNamespace, key: string, value: string) =>
    someoneElse(kubernetes).merge(pathOf(namespace.name, key), {
      metadata: { labels: { touched: value } },
    });

  it('wakes whose objects are made, changed, unmarked or removed', async () => {
    const { target, woken } = await watching();
    const namespace = await created();
    const { id } = namespace.resource;
    await until(() => woken.includes(id));
    for (const { key } of namespace.plan.items) {
      await sleep(100);
      woken.length = 0;
      await relabel(namespace, key, 'yes');
      await until(() => woken.includes(id));
    }
    woken.length = 0;
    const key = 'NetworkPolicy/default-deny';
    await someoneElse(kubernetes).merge(pathOf(namespace.name, key), {
      metadata: {
        labels: { 'app.kubernetes.io/managed-by': null },
        annotations: { 'slipway.dev/resource-id': null },
      },
    });
    await until(() => woken.includes(id));
    woken.length = 0;
    await someoneElse(kubernetes).remove(
      pathOf(namespace.name, 'LimitRange/defaults'),
    );
    await until(() => woken.includes(id));
    const { lastEventAt } = await target.checkHealth(
      AbortSignal.timeout(30_000),
    );
    expect(lastEventAt).toEqual(expect.any(String));
  });

  it('is not woken by what is there at the start, nor by a status', async () => {
    const namespace = await created();
    const { woken } = await watching();
    const cluster = someoneElse(kubernetes);
    const place = `/api/v1/namespaces/${namespace.name}/configmaps`;
    const quota = pathOf(namespace.name, 'ResourceQuota/compute');
    await cluster.patch(`${quota}/status`, [
      { op: 'add', path: '/status/used', value: { pods: '3' } },
    ]);
    await cluster.create(place, { metadata: { name: 'not-ours' } });
    await sleep(300);
    expect(woken).toEqual([]);
    await relabel(namespace, 'ResourceQuota/compute', 'yes');
    await until(() => woken.length > 0);
    expect(new Set(woken)).toEqual(new Set([namespace.resource.id]));
  });

  it('goes on after watches were broken, and misses nothing', async () => {
    const namespace = await created();
    const { woken } = await watching();
    const { id } = namespace.resource;
    for (let round = 0; round < 3; round += 1) {
      woken.length = 0;
      kubernetes.proxy.closeWatches();
      await relabel(namespace, 'ServiceAccount/app', String(round));
      await until(() => woken.includes(id));
      expect(new Set(woken)).toEqual(new Set([id]));
    }
  });

  it('finds what changed while the cluster was away', async () => {
    const namespace = await created();
    const { woken } = await watching();
    woken.length = 0;
    await kubernetes.proxy.goAway();
    await relabel(namespace, 'LimitRange/defaults', 'yes');
    await someoneElse(kubernetes).remove(
      pathOf(namespace.name, 'RoleBinding/slipway-team'),
    );
    kubernetes.proxy.forget();
    await sleep(500);
    await kubernetes.proxy.comeBack();
    await until(() => kubernetes.proxy.watches === KINDS);
    await until(() => woken.includes(namespace.resource.id));
    // With pauses between attempts: no storm of watches.
    expect(kubernetes.proxy.requests.length).toBeLessThan(10 * KINDS);
  });

  it('lists anew when the server has forgotten where it was', async () => {
    const namespace = await created();
    const { woken } = await watching();
    kubernetes.proxy.fail(
      {
        type: 'answer',
        status: 410,
        body: JSON.stringify({ kind: 'Status', code: 410, reason: 'Expired' }),
      },
      { times: KINDS, when: ({ watch }) => watch },
    );
    kubernetes.proxy.forget();
    kubernetes.proxy.closeWatches();
    await relabel(namespace, 'LimitRange/defaults', 'later');
    await until(() => woken.includes(namespace.resource.id));
    await until(() => kubernetes.proxy.watches === KINDS);
    const lists = kubernetes.proxy.requests.filter(({ watch }) => !watch);
    expect(lists.length).toBeGreaterThanOrEqual(KINDS);
  });

  it.each([
    ['ends each watch at once', { type: 'answer', status: 200 }],
    [
      'has always forgotten where it was',
      { type: 'answer', status: 410, body: '{"kind":"Status","code":410}' },
    ],
    [
      'says so in the watch',
      {
        type: 'answer',
        status: 200,
        body: '{"type":"ERROR","object":{"code":410}}\n',
      },
    ],
  ] as const)('does not storm a server that %s', async (_, fault) => {
    const namespace = await created();
    const { woken } = await watching({ backOffMs: [100, 400] });
    kubernetes.proxy.fail(fault, { when: ({ watch }) => watch });
    kubernetes.proxy.forget();
    kubernetes.proxy.closeWatches();
    await sleep(2_000);
    await until(() => kubernetes.proxy.requests.length > 3 * KINDS);
    // A watch and a list each time, after pauses of 50 ms and more.
    expect(kubernetes.proxy.requests.length).toBeLessThan(50 * KINDS);
    kubernetes.proxy.heal();
    await until(() => kubernetes.proxy.watches === KINDS);
    await relabel(namespace, 'LimitRange/defaults', 'after');
    await until(() => woken.includes(namespace.resource.id));
  });

  it('lets go of a connection that is silent, and of one that is old', async () => {
    const namespace = await created();
    const { woken } = await watching({ idleMs: 1_000 });
    woken.length = 0;
    expect(kubernetes.proxy.silenceWatches()).toBe(KINDS);
    await relabel(namespace, 'ServiceAccount/app', 'unheard');
    await until(() => woken.includes(namespace.resource.id));
  });

  it('lists everything again from time to time', async () => {
    const namespace = await created();
    await watching({ resyncMs: 1_000, timeoutSeconds: [1, 1] });
    const lists = () =>
      kubernetes.proxy.requests.filter(({ watch }) => !watch).length;
    kubernetes.proxy.forget();
    await until(() => lists() >= 2 * KINDS);
    expect(namespace.inventory).not.toEqual([]);
  });

  it('ends when it is told to', async () => {
    const { stop } = await watching();
    stop.abort();
    await until(() => kubernetes.proxy.watches === 0);
    kubernetes.proxy.forget();
    await sleep(300);
    expect(kubernetes.proxy.requests).toEqual([]);
  });
});
