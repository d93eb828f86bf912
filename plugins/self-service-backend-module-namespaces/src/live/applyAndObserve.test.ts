import { compareFields } from '@slipway/plugin-self-service-common';
import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import {
  LiveNamespace,
  liveTarget,
  pathOf,
  someoneElse,
  versions,
} from './__testUtils__/liveNamespace';

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];

jest.setTimeout(120_000);

describeWithKubernetes('a namespace in a live cluster', () => {
  const kubernetes = testKubernetes();

  async function created(
    fields: ConstructorParameters<typeof LiveNamespace>[1] = {},
  ) {
    const namespace = new LiveNamespace(liveTarget(kubernetes), fields);
    await namespace.apply();
    return namespace;
  }

  /** What the engine would find, by item. */
  async function drift(namespace: LiveNamespace) {
    const { items } = await namespace.observe();
    const found = items.flatMap(({ key, actual, managers }) =>
      compareFields(namespace.item(key).desired, actual).map(({ path }) => ({
        key,
        path,
        manager: managers[path],
      })),
    );
    return found;
  }

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
    expect(await drift(namespace)).toEqual([]);
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
      const namespace = await created({
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
    expect(await drift(namespace)).toEqual([]);
    expect(await namespace.apply()).toEqual([]);
    expect(kubernetes.proxy.count(...WRITES)).toBe(0);
  });

  it('changes the tier in place, and lets go what it no longer wants', async () => {
    const namespace = await created({
      spec: { labels: { 'shop.example/part': 'till' } },
    });
    const before = await versions(kubernetes, namespace);
    namespace.resource.spec.tier = 'large';
    namespace.resource.spec.labels = {};
    kubernetes.proxy.forget();
    await namespace.apply();
    expect(await drift(namespace)).toEqual([]);
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
    const namespace = await created();
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

  describe('what others change', () => {
    /** Every leaf of what is ours, as a JSON pointer with another value. */
    function mutations(value: unknown, path = ''): Array<[string, unknown]> {
      if (Array.isArray(value)) {
        return value.flatMap((inner, index) =>
          mutations(inner, `${path}/${index}`),
        );
      }
      if (typeof value === 'object' && value !== null) {
        return Object.entries(value).flatMap(([key, inner]) =>
          mutations(
            inner,
            `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
          ),
        );
      }
      return [[path, mutate(path, value)]];
    }

    function mutate(path: string, value: unknown): unknown {
      const special: Record<string, unknown> = {
        UDP: 'SCTP',
        TCP: 'SCTP',
        Egress: 'Ingress',
        Ingress: 'Egress',
        Container: 'Pod',
        PersistentVolumeClaim: 'Pod',
        Group: 'User',
        ClusterRole: 'Role',
      };
      if (typeof value === 'boolean') {
        return !value;
      }
      if (typeof value === 'number') {
        return value + 1;
      }
      if (/^\/spec\/(hard|limits)/.test(path) && /^\d/.test(String(value))) {
        // Limits have to stay above requests: more of the most, less of the rest.
        return path.includes('max') || path.includes('hard') ? '1000Ti' : '1';
      }
      return special[String(value)] ?? `${value}-other`;
    }

    it('is found in every field of every object, with the name of who did it, and put back', async () => {
      const namespace = await created({
        spec: { labels: { 'shop.example/part': 'till' } },
      });
      const cluster = someoneElse(kubernetes, 'a-meddler');
      const seen: Array<{ path: string; problem: string }> = [];
      let tried = 0;
      for (const item of namespace.plan.items) {
        const { apiVersion: _v, kind: _k, metadata, ...rest } = item.desired;
        const { labels, annotations } = metadata as Record<string, any>;
        const ours = { metadata: { labels, annotations }, ...rest };
        for (const [path, value] of mutations(ours)) {
          const answer = await cluster.call(
            'PATCH',
            pathOf(namespace.name, item.key),
            [{ op: 'replace', path, value }],
            'application/json-patch+json',
          );
          if (answer.status === 200) {
            tried += 1;
            const found = await drift(namespace);
            await namespace.restore(item.key);
            const left = await drift(namespace);
            seen.push(
              ...judge(item.key, found).map(problem => ({
                path,
                problem,
              })),
              ...left.map(() => ({ path, problem: 'not put back' })),
            );
          }
        }
      }
      expect(seen).toEqual([]);
      // The rest the server itself refuses to change.
      expect(tried).toBeGreaterThan(50);
    });

    function judge(
      key: string,
      found: Awaited<ReturnType<typeof drift>>,
    ): string[] {
      return [
        ...(found.length === 0 ? ['not found'] : []),
        ...found
          .filter(one => one.key !== key)
          .map(one => `found in ${one.key}`),
        ...found
          .filter(one => one.manager !== 'a-meddler')
          .map(one => `by ${one.manager} at ${one.path}`),
      ];
    }

    it('is found when a field or an object is taken away, and put back', async () => {
      const namespace = await created();
      const cluster = someoneElse(kubernetes);
      for (const { key } of namespace.plan.items) {
        await cluster.merge(pathOf(namespace.name, key), {
          metadata: {
            labels: { 'app.kubernetes.io/managed-by': null },
            annotations: { 'slipway.dev/resource-id': null },
          },
        });
        const { items } = await namespace.observe();
        expect(items.find(item => item.key === key)?.ours).toBe(true);
        expect(await drift(namespace)).toHaveLength(2);
        await namespace.restore(key);
        expect(await drift(namespace)).toEqual([]);
      }
      const inside = namespace.plan.items.filter(({ wave }) => wave > 0);
      for (const { key } of inside) {
        await cluster.remove(pathOf(namespace.name, key));
        const { items } = await namespace.observe();
        expect(items.find(item => item.key === key)?.actual).toBeNull();
        await namespace.restore(key);
        expect(await drift(namespace)).toEqual([]);
      }
    });

    it('is found when a guard is opened by a field that was empty', async () => {
      const namespace = await created();
      const cluster = someoneElse(kubernetes);
      const key = 'NetworkPolicy/default-deny';
      await cluster.merge(pathOf(namespace.name, key), {
        spec: { ingress: [{}] },
      });
      expect(await drift(namespace)).toEqual([
        { key, path: 'spec.ingress', manager: 'kubectl-edit' },
      ]);
      await namespace.restore(key);
      expect(await drift(namespace)).toEqual([]);
    });

    it('makes a binding anew when its role was changed', async () => {
      const namespace = await created();
      const cluster = someoneElse(kubernetes);
      const key = 'RoleBinding/slipway-team';
      const place = pathOf(namespace.name, key);
      const binding = await cluster.get(place);
      await cluster.remove(place);
      const { resourceVersion: _r, uid: _u, ...metadata } = binding.metadata;
      await cluster.create(place.slice(0, place.lastIndexOf('/')), {
        ...binding,
        metadata: { ...metadata, managedFields: undefined },
        roleRef: { ...binding.roleRef, name: 'cluster-admin' },
      });
      expect(await drift(namespace)).toEqual([
        { key, path: 'roleRef.name', manager: 'kubectl-edit' },
      ]);
      await namespace.restore(key);
      expect(await drift(namespace)).toEqual([]);
    });

    it('leaves alone what others add', async () => {
      const namespace = await created();
      const cluster = someoneElse(kubernetes);
      const place = pathOf(namespace.name, 'Namespace/');
      await cluster.merge(place, {
        metadata: { labels: { 'mesh.example/inject': 'true' } },
      });
      expect(await drift(namespace)).toEqual([]);
      namespace.resource.spec.tier = 'medium';
      namespace.resource.spec.labels = { a: 'b' };
      await namespace.apply();
      expect((await cluster.get(place)).metadata.labels).toMatchObject({
        'mesh.example/inject': 'true',
        a: 'b',
      });
    });
  });

  describe('a namespace that somebody else made', () => {
    async function foreign() {
      const namespace = new LiveNamespace(liveTarget(kubernetes));
      await someoneElse(kubernetes).create('/api/v1/namespaces', {
        metadata: { name: namespace.name, labels: { team: 'finance' } },
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
        actual: { metadata: { labels: { team: 'finance' } } },
        managers: { 'metadata.labels.team': 'kubectl-edit' },
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
      expect(await drift(namespace)).toEqual([]);
      expect(await namespace.apply()).toEqual([]);
    });

    it('is taken over when it is identical, with all in it', async () => {
      const original = await created();
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
      expect(await drift(namespace)).toEqual([]);
    });

    it('is never taken from another resource of ours', async () => {
      const original = await created();
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
});
