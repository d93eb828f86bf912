import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import {
  createdNamespace,
  driftOf,
  LiveNamespace,
  liveTarget,
  versions,
} from './__testUtils__/liveNamespace';
import { pathOf, someoneElse } from './__testUtils__/someoneElse';

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];

jest.setTimeout(120_000);

describeWithKubernetes('a namespace in a live cluster', () => {
  const kubernetes = testKubernetes();

  it('is made, ready, and as the plan has it', async () => {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    expect(await namespace.apply()).toEqual([
      'apply-0',
      'apply-1',
      'apply-2',
      'ready',
    ]);
    expect(namespace.inventory.map(({ key }) => key).sort()).toEqual(
      namespace.plan.items.map(({ key }) => key).sort(),
    );
    expect(namespace.inventory[0]).toEqual({
      key: `Namespace/${namespace.name}`,
      type: 'Namespace',
      reference: `v1/Namespace ${namespace.name}`,
      wave: 0,
      identity: {
        apiVersion: 'v1',
        kind: 'Namespace',
        name: namespace.name,
        namespace: null,
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(await driftOf(namespace)).toEqual([]);
    const { items, conditions } = await namespace.observe();
    expect(items.every(({ ours }) => ours)).toBe(true);
    expect(conditions).toEqual([
      {
        type: 'Active',
        status: 'true',
        reason: 'Active',
        message: `The namespace ${namespace.name} is active`,
      },
      {
        type: 'QuotaLeft',
        status: 'true',
        reason: 'Left',
        message: 'There is room in the quota',
      },
    ]);
  });

  it('writes nothing when it is applied again, in any version and tier', async () => {
    for (const templateVersion of ['1', '2']) {
      const namespace = await createdNamespace(kubernetes, {
        templateVersion,
        spec: { tier: 'medium', labels: { 'shop.example/part': 'till' } },
      });
      const before = await versions(kubernetes, namespace);
      kubernetes.proxy.forget();
      expect(await namespace.apply()).toEqual([]);
      for (const { key } of namespace.plan.items) {
        await namespace.restore(key);
      }
      expect(kubernetes.proxy.count(...WRITES)).toBe(0);
      expect(await versions(kubernetes, namespace)).toEqual(before);
    }
  });

  it('is no drift when the server spells a quantity its own way', async () => {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    const { plan } = namespace;
    const quota = plan.items.find(({ type }) => type === 'ResourceQuota');
    Object.assign(quota?.desired ?? {}, {
      spec: {
        hard: { pods: '20', 'requests.cpu': '2000m', 'limits.cpu': '1.50' },
      },
    });
    jest.spyOn(namespace, 'plan', 'get').mockReturnValue(plan);
    await namespace.apply();
    kubernetes.proxy.forget();
    expect(await driftOf(namespace)).toEqual([]);
    expect(await namespace.apply()).toEqual([]);
    expect(kubernetes.proxy.count(...WRITES)).toBe(0);
  });

  it('changes the tier in place, and lets go what it no longer wants', async () => {
    const namespace = await createdNamespace(kubernetes, {
      spec: { labels: { 'shop.example/part': 'till' } },
    });
    const before = await versions(kubernetes, namespace);
    namespace.resource.spec.tier = 'large';
    namespace.resource.spec.labels = {};
    kubernetes.proxy.forget();
    await namespace.apply();
    expect(await driftOf(namespace)).toEqual([]);
    const { metadata } = await someoneElse(kubernetes).get(
      pathOf(namespace.name, 'Namespace/'),
    );
    expect(metadata.labels).not.toHaveProperty('shop.example/part');
    // The namespace, its quota and its limits; nothing else was touched.
    expect(kubernetes.proxy.count(...WRITES)).toBe(3);
    const after = await versions(kubernetes, namespace);
    const changed = Object.keys(after).filter(
      key => after[key] !== before[key],
    );
    expect(changed.sort()).toEqual([
      'LimitRange/defaults',
      `Namespace/${namespace.name}`,
      'ResourceQuota/compute',
    ]);
  });

  it('removes what the plan no longer has, if it is still ours', async () => {
    const namespace = await createdNamespace(kubernetes);
    const { plan } = namespace;
    const gone = ['NetworkPolicy/allow-dns', 'ServiceAccount/app'];
    const cluster = someoneElse(kubernetes);
    // Somebody made another of that name.
    await cluster.remove(pathOf(namespace.name, gone[1]));
    await cluster.create(
      `/api/v1/namespaces/${namespace.name}/serviceaccounts`,
      { metadata: { name: 'app' } },
    );
    plan.items = plan.items.filter(({ key }) => !gone.includes(key));
    jest.spyOn(namespace, 'plan', 'get').mockReturnValue(plan);
    await namespace.apply();
    expect(namespace.inventory.map(({ key }) => key).sort()).toEqual(
      plan.items.map(({ key }) => key).sort(),
    );
    const [policy, account] = await Promise.all(
      gone.map(key => cluster.call('GET', pathOf(namespace.name, key))),
    );
    expect(policy.status).toBe(404);
    expect(account.status).toBe(200);
  });

  it('sees that the quota is used up', async () => {
    const namespace = await createdNamespace(kubernetes);
    const cluster = someoneElse(kubernetes);
    await cluster.patch(
      `${pathOf(namespace.name, 'ResourceQuota/compute')}/status`,
      [
        {
          op: 'add',
          path: '/status/used',
          value: { pods: '1000', 'requests.cpu': '0' },
        },
      ],
    );
    const { conditions } = await namespace.observe();
    expect(conditions).toContainEqual({
      type: 'QuotaLeft',
      status: 'false',
      reason: 'Exhausted',
      message: expect.stringMatching(/^Used up: pods 1k of \d+$/),
    });
  });
});
