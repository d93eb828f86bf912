import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import { createdNamespace, driftOf } from './__testUtils__/liveNamespace';
import { pathOf, someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

describeWithKubernetes('what others change in a live namespace', () => {
  const kubernetes = testKubernetes();

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
    const namespace = await createdNamespace(kubernetes, {
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
          const found = await driftOf(namespace);
          await namespace.restore(item.key);
          const left = await driftOf(namespace);
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
    found: Awaited<ReturnType<typeof driftOf>>,
  ): string[] {
    return [
      ...(found.length === 0 ? ['not found'] : []),
      ...found.filter(one => one.key !== key).map(one => `found in ${one.key}`),
      ...found
        .filter(one => one.manager !== 'a-meddler')
        .map(one => `by ${one.manager} at ${one.path}`),
    ];
  }

  it('is found when a field or an object is taken away, and put back', async () => {
    const namespace = await createdNamespace(kubernetes);
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
      expect(await driftOf(namespace)).toHaveLength(2);
      await namespace.restore(key);
      expect(await driftOf(namespace)).toEqual([]);
    }
    const inside = namespace.plan.items.filter(({ wave }) => wave > 0);
    for (const { key } of inside) {
      await cluster.remove(pathOf(namespace.name, key));
      const { items } = await namespace.observe();
      expect(items.find(item => item.key === key)?.actual).toBeNull();
      await namespace.restore(key);
      expect(await driftOf(namespace)).toEqual([]);
    }
  });

  it('is found when a guard is opened by a field that was empty', async () => {
    const namespace = await createdNamespace(kubernetes);
    const cluster = someoneElse(kubernetes);
    const key = 'NetworkPolicy/default-deny';
    await cluster.merge(pathOf(namespace.name, key), {
      spec: { ingress: [{}] },
    });
    expect(await driftOf(namespace)).toEqual([
      { key, path: 'spec.ingress', manager: 'kubectl-edit' },
    ]);
    await namespace.restore(key);
    expect(await driftOf(namespace)).toEqual([]);
  });

  it('makes a binding anew when its role was changed', async () => {
    const namespace = await createdNamespace(kubernetes);
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
    expect(await driftOf(namespace)).toEqual([
      { key, path: 'roleRef.name', manager: 'kubectl-edit' },
    ]);
    await namespace.restore(key);
    expect(await driftOf(namespace)).toEqual([]);
  });

  it('leaves alone what others add', async () => {
    const namespace = await createdNamespace(kubernetes);
    const cluster = someoneElse(kubernetes);
    const place = pathOf(namespace.name, 'Namespace/');
    await cluster.merge(place, {
      metadata: { labels: { 'mesh.example/inject': 'true' } },
    });
    expect(await driftOf(namespace)).toEqual([]);
    namespace.resource.spec.tier = 'medium';
    namespace.resource.spec.labels = { a: 'b' };
    await namespace.apply();
    expect((await cluster.get(place)).metadata.labels).toMatchObject({
      'mesh.example/inject': 'true',
      a: 'b',
    });
  });
});
