import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import {
  driftOf,
  LiveNamespace,
  liveTarget,
  versions,
} from './__testUtils__/liveNamespace';
import { someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

describeWithKubernetes('a live cluster in trouble', () => {
  const kubernetes = testKubernetes();

  async function isAsPlanned(namespace: LiveNamespace) {
    const { items } = await namespace.observe();
    const drift = await driftOf(namespace);
    return items.every(({ ours }) => ours) && drift.length === 0;
  }

  it.each([
    ['slow', { type: 'delay', ms: 30 }, Infinity],
    ['answering 500', { type: 'answer', status: 500 }, 4],
    [
      'answering 429 with Retry-After',
      { type: 'answer', status: 429, headers: { 'retry-after': '1' } },
      3,
    ],
    ['cutting connections', { type: 'cut' }, 4],
    ['losing answers', { type: 'lose-answer' }, 4],
    [
      'seeing conflicts',
      {
        type: 'answer',
        status: 409,
        body: JSON.stringify({
          kind: 'Status',
          reason: 'Conflict',
          message: 'the object has been modified',
        }),
      },
      3,
    ],
  ] as const)('is provisioned by one that is %s', async (_, fault, times) => {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    // A creation is answered by "already there", never by a conflict.
    const methods =
      fault.type === 'answer' && fault.status === 409
        ? ['PATCH']
        : ['POST', 'PATCH'];
    kubernetes.proxy.fail(fault, {
      times,
      when: ({ method }) => methods.includes(method),
    });
    await namespace.apply();
    expect(await isAsPlanned(namespace)).toBe(true);
    kubernetes.proxy.heal();
    const before = await versions(kubernetes, namespace);
    expect(await namespace.apply()).toEqual([]);
    expect(await versions(kubernetes, namespace)).toEqual(before);
  });

  it('leaves it to the engine to wait for long', async () => {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    kubernetes.proxy.fail(
      { type: 'answer', status: 429, headers: { 'retry-after': '40' } },
      { times: 1 },
    );
    await expect(namespace.apply()).rejects.toMatchObject({
      name: 'StepError',
      permanent: false,
      retryAfterMs: 40_000,
      message: expect.stringContaining('in trouble'),
    });
  });

  it('is said to be away, and is gone on with when it is back', async () => {
    const target = liveTarget(kubernetes);
    const namespace = new LiveNamespace(target);
    await kubernetes.proxy.goAway();
    const signal = AbortSignal.timeout(60_000);
    expect(await target.checkHealth(signal)).toMatchObject({
      health: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
      version: null,
    });
    await expect(namespace.apply()).rejects.toMatchObject({
      permanent: false,
      message: expect.stringContaining('The cluster test cannot be reached'),
    });
    expect(
      await target.observe({
        resource: namespace.resource,
        items: namespace.plan.items,
        inventory: [],
        signal,
      }),
    ).toMatchObject({ known: false });
    await kubernetes.proxy.comeBack();
    await namespace.apply();
    expect(await isAsPlanned(namespace)).toBe(true);
    expect(await target.checkHealth(signal)).toEqual({
      health: 'reachable',
      message: expect.stringMatching(/^Kubernetes v1\.\S+ answers$/),
      version: expect.stringMatching(/^v1\./),
      lastEventAt: null,
    });
  });

  it('does not wait for an answer for ever', async () => {
    const target = liveTarget(kubernetes, { requestTimeout: 'PT1S' });
    const namespace = new LiveNamespace(target);
    kubernetes.proxy.fail({ type: 'hang' }, { times: 1 });
    await namespace.apply();
    expect(await isAsPlanned(namespace)).toBe(true);
  });

  it('stops when it is told to, in the middle of waiting', async () => {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    kubernetes.proxy.fail({ type: 'hang' });
    const stop = new AbortController();
    const [step] = liveTarget(kubernetes).steps(namespace.context());
    const checking = step.check({
      ...namespace.context(),
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(new Error('the lease is lost')), 50);
    await expect(checking).rejects.toThrow(/^the lease is lost$/);
  });

  describe('what the cluster refuses', () => {
    async function account(name: string, rules: unknown[]) {
      const cluster = someoneElse(kubernetes);
      const place = '/api/v1/namespaces/default/serviceaccounts';
      const rbac = '/apis/rbac.authorization.k8s.io/v1';
      await cluster.create(place, { metadata: { name } });
      await cluster.create(`${rbac}/clusterroles`, {
        metadata: { name },
        rules,
      });
      await cluster.create(`${rbac}/clusterrolebindings`, {
        metadata: { name },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name,
        },
        subjects: [{ kind: 'ServiceAccount', namespace: 'default', name }],
      });
      const { status } = await cluster.create(`${place}/${name}/token`, {
        spec: { expirationSeconds: 3600 },
      });
      return status.token as string;
    }

    const everything = (resources: string[]) => ({
      apiGroups: ['*'],
      resources,
      verbs: ['*'],
    });

    it('names the verb and the resource that are missing', async () => {
      const token = await account('reader', [
        { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] },
      ]);
      const target = liveTarget(kubernetes, { token });
      await expect(new LiveNamespace(target).apply()).rejects.toMatchObject({
        permanent: true,
        message: expect.stringContaining('forbidden'),
        remedy:
          'Let who runs the cluster grant system:serviceaccount:default:reader the verb create on namespaces in the API group "" by a ClusterRole, then retry.',
      });
      expect(
        await target.checkHealth(AbortSignal.timeout(30_000)),
      ).toMatchObject({
        health: 'reachable',
        message: expect.stringContaining('may not create namespaces'),
      });
    });

    it('says that rights can only be given by who has them', async () => {
      const token = await account('maker', [
        everything([
          'namespaces',
          'resourcequotas',
          'limitranges',
          'networkpolicies',
          'serviceaccounts',
          'rolebindings',
        ]),
      ]);
      const namespace = new LiveNamespace(liveTarget(kubernetes, { token }));
      await expect(namespace.apply()).rejects.toMatchObject({
        permanent: true,
        remedy: expect.stringContaining('the verb bind'),
      });
      // What may have been made is in the inventory, and goes again.
      expect(namespace.inventory).toHaveLength(8);
      await namespace.cancel();
      expect(namespace.inventory).toEqual([]);
    });

    it('says when it does not know us, and reads the token anew', async () => {
      const target = liveTarget(kubernetes, { token: 'of-yesterday' });
      await expect(new LiveNamespace(target).apply()).rejects.toMatchObject({
        permanent: false,
        message: expect.stringContaining(
          "does not accept Slipway's credentials",
        ),
      });
      expect(
        await target.checkHealth(AbortSignal.timeout(30_000)),
      ).toMatchObject({ health: 'unreachable' });
    });

    it('names the field that is wrong', async () => {
      const namespace = new LiveNamespace(liveTarget(kubernetes));
      namespace.resource.spec.labels = { part: 'not a label value' };
      await expect(namespace.apply()).rejects.toMatchObject({
        permanent: true,
        message: expect.stringContaining('metadata.labels'),
        remedy: expect.stringContaining('Correct metadata.labels'),
      });
    });
  });
});
