import { describeWithKubernetes } from '@slipway/testing';
import { pathOf, someoneElse } from '../live/__testUtils__/someoneElse';
import { call, priya } from './__testUtils__/portal';
import { portalOnCluster } from './__testUtils__/portalOnCluster';
import {
  act,
  askForNamespace,
  requestWhen,
  resourceWhen,
  settled,
} from './__testUtils__/wishes';

jest.setTimeout(120_000);

describeWithKubernetes('trouble in a cluster, through the whole engine', () => {
  const { portal, kubernetes } = portalOnCluster({
    deletion: { hangsAfter: 'PT1S' },
  });

  const make = async (name: string): Promise<string> => {
    const { id, resourceId } = await askForNamespace(portal, { name });
    await settled(portal, id);
    return resourceId;
  };

  it('names what keeps a deletion from its end, and goes on when it is freed', async () => {
    const name = 'checkout-held';
    const id = await make(name);
    const cluster = someoneElse(kubernetes);
    const path = `/api/v1/namespaces/${name}/configmaps`;
    await cluster.create(path, {
      metadata: { name: 'ledger', finalizers: ['shop.example/books-closed'] },
    });
    const { request } = await act(portal, id, 'destroy', { confirmName: name });

    const hanging = await resourceWhen(portal, id, ({ blockers }) =>
      blockers.some(({ finalizer }: any) => finalizer !== null),
    );
    expect(hanging).toMatchObject({
      state: 'destroying',
      blockers: expect.arrayContaining([
        {
          object: `ConfigMap ${name}/ledger`,
          finalizer: 'shop.example/books-closed',
          message: expect.stringContaining('remove the finalizer'),
        },
      ]),
    });
    expect(
      portal.notifications.filter(({ payload }) =>
        payload.title.includes(`The deletion of ${name} hangs`),
      ),
    ).toHaveLength(1);

    await cluster.patch(`${path}/ledger`, [
      { op: 'remove', path: '/metadata/finalizers' },
    ]);
    await settled(portal, request.id);
    expect(
      await resourceWhen(portal, id, ({ state }) => state === 'destroyed'),
    ).toMatchObject({ blockers: [], failure: null });
    const { status } = await cluster.call('GET', `/api/v1/namespaces/${name}`);
    expect(status).toBe(404);
  });

  it('says that it cannot know while the cluster is away, and only waits', async () => {
    const id = await make('checkout-away');
    const drifted = pathOf('checkout-away', 'ResourceQuota/compute');
    const before = await resourceWhen(
      portal,
      id,
      ({ state }) => state === 'ready',
    );
    await kubernetes.proxy.goAway();
    try {
      // What nobody can see is no drift, and nothing that is gone.
      await someoneElse(kubernetes).remove(drifted);
      await call(portal, priya, 'POST', '/sweep', {});
      const unknown = await resourceWhen(portal, id, ({ conditions }) =>
        conditions.some(
          ({ type, status }: any) => type === 'Known' && status === 'false',
        ),
      );
      expect(unknown).toMatchObject({
        state: 'ready',
        generation: before.generation,
        failure: null,
        drift: [],
        observation: {
          known: false,
          reason: expect.stringContaining('cannot be reached'),
        },
      });
      expect(unknown.inventory).toEqual(before.inventory);

      const { request: change } = await act(portal, id, 'change-tier', {
        tier: 'medium',
      });
      const trying = await requestWhen(portal, change.id, ({ steps }) =>
        steps.some(({ message }: any) => message !== null),
      );
      expect(trying).toMatchObject({ state: 'running', failure: null });

      await kubernetes.proxy.comeBack();
      await settled(portal, change.id);
    } finally {
      await kubernetes.proxy.comeBack().catch(() => undefined);
    }
    const after = await resourceWhen(
      portal,
      id,
      ({ observation, state }) => observation.known && state === 'ready',
    );
    expect(after).toMatchObject({ drift: [], failure: null });
    const quota = await someoneElse(kubernetes).get(drifted);
    expect(quota.spec.hard.pods).toBe('30');
  });
});
