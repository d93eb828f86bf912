import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import { LiveNamespace, liveTarget } from './__testUtils__/liveNamespace';
import { pathOf, someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

describeWithKubernetes('what is removed from a live cluster in trouble', () => {
  const kubernetes = testKubernetes();

  describe.each([
    ['seeing conflicts', { type: 'answer', status: 409 }, 3],
    [
      'busy',
      { type: 'answer', status: 429, headers: { 'retry-after': '1' } },
      2,
    ],
    ['answering 500', { type: 'answer', status: 500 }, 3],
    ['cutting connections', { type: 'cut' }, 3],
    ['losing answers', { type: 'lose-answer' }, 3],
  ] as const)('by one that is %s', (_, fault, times) => {
    const failDeletes = () =>
      kubernetes.proxy.fail(fault, {
        times,
        when: ({ method }) => method === 'DELETE',
      });
    const there = async (namespace: LiveNamespace, key: string) => {
      const path = pathOf(namespace.name, key);
      return (await someoneElse(kubernetes).call('GET', path)).status === 200;
    };

    it('ends', async () => {
      const namespace = new LiveNamespace(liveTarget(kubernetes));
      await namespace.apply();
      failDeletes();
      await namespace.destroy();
      expect(namespace.inventory).toEqual([]);
      expect(await there(namespace, 'Namespace/')).toBe(false);
    });

    it('is pruned and taken back', async () => {
      const namespace = new LiveNamespace(liveTarget(kubernetes), {
        adoption: 'always',
      });
      await someoneElse(kubernetes).create('/api/v1/namespaces', {
        metadata: { name: namespace.name },
      });
      await namespace.apply();
      const extra = namespace.item('RoleBinding');
      const { steps } = liveTarget(kubernetes);
      const context = namespace.context();
      const items = context.plan?.items ?? [];
      const prune = steps({
        ...context,
        plan: {
          ...namespace.plan,
          items: items.filter(({ key }) => key !== extra.key),
        },
      }).find(({ key }) => key === 'prune');
      failDeletes();
      expect(await prune?.do(context)).toMatchObject({ done: true });
      expect(await there(namespace, extra.key)).toBe(false);
      kubernetes.proxy.heal();
      await namespace.apply();
      failDeletes();
      await namespace.cancel();
      expect(await there(namespace, 'Namespace/')).toBe(true);
      expect(await there(namespace, extra.key)).toBe(false);
    });
  });

  it.each([409, 500])(
    'keeps what it could not remove, and does not say it is gone: %d',
    async status => {
      const namespace = new LiveNamespace(liveTarget(kubernetes));
      await namespace.apply();
      kubernetes.proxy.fail(
        { type: 'answer', status },
        { when: ({ method }) => method === 'DELETE' },
      );
      await expect(namespace.destroy()).rejects.toMatchObject({
        name: 'StepError',
        permanent: false,
      });
      expect(namespace.inventory).toHaveLength(8);
      kubernetes.proxy.heal();
      await namespace.destroy();
      expect(namespace.inventory).toEqual([]);
    },
  );

  it('deletes a namespace again that is put back while its end is waited for', async () => {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    await namespace.apply();
    const context = { ...namespace.context(), plan: null };
    const gone = liveTarget(kubernetes)
      .destroy(context)
      .find(({ key }) => key === 'gone');
    kubernetes.proxy.forget();
    expect(await gone?.do(context)).toMatchObject({ done: false });
    expect(kubernetes.proxy.count('DELETE')).toBe(1);
    await namespace.destroy();
    expect(kubernetes.proxy.count('DELETE')).toBe(1);
  });
});
