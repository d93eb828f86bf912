import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import {
  createdNamespace,
  driftOf,
  LiveNamespace,
  liveTarget,
} from './__testUtils__/liveNamespace';
import { pathOf, someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

describeWithKubernetes('a namespace that somebody else made', () => {
  const kubernetes = testKubernetes();

  async function foreign(labels: object = { environment: 'lab' }) {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    await someoneElse(kubernetes).create('/api/v1/namespaces', {
      metadata: { name: namespace.name, labels },
    });
    return namespace;
  }

  it('is refused and left as it is, unless it may be taken over', async () => {
    const namespace = await foreign();
    const cluster = someoneElse(kubernetes);
    const before = await cluster.get(pathOf(namespace.name, 'Namespace/'));
    await expect(namespace.apply()).rejects.toMatchObject({
      permanent: true,
      message: `v1/Namespace ${namespace.name} is there already, and Slipway did not make it`,
      remedy: expect.stringContaining('if-identical or always'),
    });
    namespace.resource.adoption = 'if-identical';
    await expect(namespace.apply()).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining(
        `not as it would be made: Namespace/${namespace.name}: metadata.labels.`,
      ),
    });
    expect(await cluster.get(pathOf(namespace.name, 'Namespace/'))).toEqual(
      before,
    );
    const { items } = await namespace.observe();
    expect(items[0]).toMatchObject({
      ours: false,
      actual: { metadata: { labels: { environment: 'lab' } } },
      managers: { 'metadata.labels.environment': 'kubectl-edit' },
    });
  });

  it('stays when the request is cancelled, with what others have in it', async () => {
    const cluster = someoneElse(kubernetes);
    const refused = await foreign();
    await expect(refused.apply()).rejects.toThrow('is there already');
    await refused.cancel();
    expect(refused.inventory).toEqual([]);

    const namespace = await foreign();
    const place = pathOf(namespace.name, 'Namespace/');
    await cluster.create(
      `/api/v1/namespaces/${namespace.name}/serviceaccounts`,
      { metadata: { name: 'app', labels: { theirs: 'yes' } } },
    );
    namespace.resource.adoption = 'always';
    kubernetes.proxy.fail(
      { type: 'answer', status: 400 },
      { when: ({ path }) => path.endsWith('rolebindings/slipway-team') },
    );
    await expect(namespace.apply()).rejects.toThrow('refused');
    kubernetes.proxy.heal();
    await namespace.cancel();
    expect(namespace.inventory).toEqual([]);
    const { metadata, status } = await cluster.get(place);
    expect(status.phase).toBe('Active');
    expect(metadata.annotations ?? {}).toEqual({});
    const left = await Promise.all(
      namespace.plan.items.map(async ({ key }) => [
        key.split('/')[0],
        (await cluster.call('GET', pathOf(namespace.name, key))).status,
      ]),
    );
    expect(left.filter(([, code]) => code === 200)).toEqual([
      ['Namespace', 200],
      ['ServiceAccount', 200],
    ]);
  });

  it('is taken over always', async () => {
    const namespace = await foreign();
    namespace.resource.adoption = 'always';
    await namespace.apply();
    expect(await driftOf(namespace)).toEqual([]);
    expect(await namespace.apply()).toEqual([]);
  });

  it('is taken over when it is identical, with all in it', async () => {
    const original = await createdNamespace(kubernetes);
    const cluster = someoneElse(kubernetes);
    for (const { key } of original.plan.items) {
      await cluster.merge(pathOf(original.name, key), {
        metadata: {
          labels: { 'app.kubernetes.io/managed-by': null },
          annotations: { 'slipway.dev/resource-id': null },
        },
      });
    }
    const namespace = new LiveNamespace(liveTarget(kubernetes), {
      name: original.name,
      adoption: 'if-identical',
    });
    await namespace.apply();
    expect(await driftOf(namespace)).toEqual([]);
  });

  it('is never taken from the team that its label names', async () => {
    const namespace = await foreign({ team: 'finance' });
    namespace.resource.adoption = 'always';
    await expect(namespace.apply()).rejects.toMatchObject({
      permanent: true,
      message: `v1/Namespace ${namespace.name} is there already and is of the team finance by its label team`,
    });
    const { items } = await namespace.observe();
    expect(items[0].actual?.metadata).not.toHaveProperty('annotations');
  });

  it('is never taken from another resource of ours', async () => {
    const original = await createdNamespace(kubernetes);
    const namespace = new LiveNamespace(liveTarget(kubernetes), {
      name: original.name,
      adoption: 'always',
    });
    await expect(namespace.apply()).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining(`resource ${original.resource.id}`),
    });
  });

  it('is not changed when it comes between looking and making', async () => {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    const [step] = namespace.plan.items.length
      ? liveTarget(kubernetes).steps(namespace.context())
      : [];
    expect(await step.check(namespace.context())).toMatchObject({
      done: false,
    });
    kubernetes.proxy.fail(
      { type: 'answer', status: 404, body: '{}' },
      { times: 1, when: ({ path }) => path.endsWith(namespace.name) },
    );
    await someoneElse(kubernetes).create('/api/v1/namespaces', {
      metadata: { name: namespace.name },
    });
    await expect(step.do(namespace.context())).rejects.toThrow(
      'is there already, and Slipway did not make it',
    );
  });
});
