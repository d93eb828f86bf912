import {
  describeWithKubernetes,
  testDatabase,
  testKubernetes,
} from '@slipway/testing';
import { pathOf, someoneElse } from '../live/__testUtils__/liveNamespace';
import {
  ana,
  call,
  checkout,
  eventually,
  liveTarget,
  priya,
  ProofPortal,
  settled,
  startPortal,
} from './__testUtils__/portal';

jest.setTimeout(120_000);

describeWithKubernetes('trouble in a cluster, through the whole engine', () => {
  let portal: ProofPortal;
  // Hooks run in their order: what needs the others ends before them.
  afterAll(() => portal.stop());
  const database = testDatabase();
  const kubernetes = testKubernetes();

  beforeAll(async () => {
    const { cluster, proxy } = kubernetes;
    portal = await startPortal({
      database: await database.url(),
      targets: [liveTarget(cluster, proxy.url)],
      settings: { deletion: { hangsAfter: 'PT1S' } },
    });
  });

  const make = async (name: string): Promise<string> => {
    const { body } = await call(portal, ana, 'POST', '/requests', {
      kind: 'namespace',
      inputs: { name, team: checkout, environment: 'dev' },
    });
    await settled(portal, body.id);
    return body.resourceId;
  };
  const act = async (id: string, action: string, input: object) => {
    const { status, body, text } = await call(
      portal,
      ana,
      'POST',
      `/resources/${id}/actions/${action}`,
      { input },
    );
    expect([status, text]).toEqual([202, expect.anything()]);
    return body.request;
  };
  const resourceWhen = async (id: string, done: (resource: any) => boolean) =>
    (
      await eventually(
        () => call(portal, ana, 'GET', `/resources/${id}`),
        ({ body }) => done(body),
      )
    ).body;

  it('names what keeps a deletion from its end, and goes on when it is freed', async () => {
    const name = 'checkout-held';
    const id = await make(name);
    const cluster = someoneElse(kubernetes);
    const path = `/api/v1/namespaces/${name}/configmaps`;
    await cluster.create(path, {
      metadata: { name: 'ledger', finalizers: ['shop.example/books-closed'] },
    });
    const { id: request } = await act(id, 'destroy', { confirmName: name });

    const hanging = await resourceWhen(id, ({ blockers }) =>
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
    await settled(portal, request);
    expect(
      await resourceWhen(id, ({ state }) => state === 'destroyed'),
    ).toMatchObject({ blockers: [], failure: null });
    const { status } = await cluster.call('GET', `/api/v1/namespaces/${name}`);
    expect(status).toBe(404);
  });

  it('says that it cannot know while the cluster is away, and only waits', async () => {
    const id = await make('checkout-away');
    const drifted = pathOf('checkout-away', 'ResourceQuota/compute');
    const before = await resourceWhen(id, ({ state }) => state === 'ready');
    await kubernetes.proxy.goAway();
    try {
      // What nobody can see is no drift, and nothing that is gone.
      await someoneElse(kubernetes).remove(drifted);
      await call(portal, priya, 'POST', '/sweep', {});
      const unknown = await resourceWhen(id, ({ conditions }) =>
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

      const change = await act(id, 'change-tier', { tier: 'medium' });
      const trying = await eventually(
        () => call(portal, ana, 'GET', `/requests/${change.id}`),
        ({ body }) => body.steps.some(({ message }: any) => message !== null),
      );
      expect(trying.body).toMatchObject({ state: 'running', failure: null });

      await kubernetes.proxy.comeBack();
      await settled(portal, change.id);
    } finally {
      await kubernetes.proxy.comeBack().catch(() => undefined);
    }
    const after = await resourceWhen(
      id,
      ({ observation, state }) => observation.known && state === 'ready',
    );
    expect(after).toMatchObject({ drift: [], failure: null });
    const quota = await someoneElse(kubernetes).get(drifted);
    expect(quota.spec.hard.pods).toBe('30');
  });
});
