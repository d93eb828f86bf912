import { describeWithKubernetes } from '@slipway/testing';
import { someoneElse } from '../live/__testUtils__/someoneElse';
import {
  ana,
  call,
  checkout,
  joel,
  priya,
  warehouse,
} from './__testUtils__/portal';
import { portalOnCluster } from './__testUtils__/portalOnCluster';
import { namespaceWish, settled } from './__testUtils__/wishes';

jest.setTimeout(120_000);

describeWithKubernetes('many at once, through the whole engine', () => {
  const { portal, kubernetes } = portalOnCluster({
    approvals: [{ environmentClasses: ['production'], groups: [warehouse] }],
    quotas: [
      {
        scope: 'team',
        subject: checkout,
        metric: 'namespaces',
        unit: 'namespace',
        limit: 10,
      },
    ],
  });

  const namesOf = async (prefix: string): Promise<string[]> => {
    const { items } = await someoneElse(kubernetes).get('/api/v1/namespaces');
    return items
      .map(({ metadata }: any) => metadata.name)
      .filter((name: string) => name.startsWith(prefix));
  };

  it('makes exactly as many namespaces as the quota has room for', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        call(
          portal,
          ana,
          'POST',
          '/requests',
          namespaceWish({ name: `checkout-many-${index}` }),
        ),
      ),
    );
    const accepted = answers.filter(({ status }) => status === 201);
    expect(accepted).toHaveLength(10);
    for (const { status, text } of answers.filter(a => a.status !== 201)) {
      expect([status, text]).toEqual([400, expect.stringMatching(/limit/i)]);
    }
    for (const { body } of accepted) {
      await settled(portal, body.id);
    }
    expect((await namesOf('checkout-many-')).sort()).toEqual(
      accepted.map(({ body }) => body.resourceName).sort(),
    );
  });

  it('makes one namespace of one request that two approve at once', async () => {
    const { body } = await call(portal, ana, 'POST', '/requests', {
      ...namespaceWish({
        name: 'warehouse-orders-prod',
        team: warehouse,
        environment: 'production',
      }),
      reason: 'Orders go live',
    });
    expect(body).toMatchObject({ state: 'waiting-for-approval' });
    const answers = await Promise.all(
      [joel, priya, joel, priya].map(who =>
        call(portal, who, 'POST', `/requests/${body.id}/approve`, {
          planHash: body.plan.hash,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409,
    ]);
    const done = await settled(portal, body.id);
    expect(done.decisions).toEqual([
      expect.objectContaining({
        decision: 'approved',
        by: answers.find(({ status }) => status === 200)?.body.decisions[0].by,
      }),
    ]);
    expect(await namesOf('warehouse-')).toEqual(['warehouse-orders-prod']);
  });

  it('leaves an audit that is whole', async () => {
    const { body } = await call(portal, priya, 'GET', '/audit/check');
    expect(body).toMatchObject({ intact: true, broken: null });
    expect(body.records).toBeGreaterThan(60);
  });
});
