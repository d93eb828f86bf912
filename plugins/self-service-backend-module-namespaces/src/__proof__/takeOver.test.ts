import { describeWithKubernetes } from '@slipway/testing';
import { parse } from 'yaml';
import { pathOf, someoneElse } from '../live/__testUtils__/someoneElse';
import { ana, call, joel, priya } from './__testUtils__/portal';
import { portalOnCluster } from './__testUtils__/portalOnCluster';
import { namespaceWish, settled } from './__testUtils__/wishes';

jest.setTimeout(120_000);

describeWithKubernetes('taking over, through the API in a cluster', () => {
  const { portal, kubernetes } = portalOnCluster();
  const cluster = () => someoneElse(kubernetes);

  const ask = (inputs: object) =>
    call(portal, ana, 'POST', '/requests', namespaceWish(inputs));
  const approve = (who: string, { id, plan }: any) =>
    call(portal, who, 'POST', `/requests/${id}/approve`, {
      planHash: plan.hash,
    });

  /** All that a request for this name would make, by hand and without marks. */
  async function makeByHand(name: string) {
    const wish = namespaceWish({ name });
    const { body } = await call(portal, ana, 'POST', '/requests/preview', wish);
    for (const { after, key } of body.plan.items) {
      const { metadata, ...object } = parse(after);
      const { annotations, labels, ...place } = metadata;
      const own = Object.entries(labels).filter(
        ([label]) =>
          label !== 'app.kubernetes.io/managed-by' &&
          !label.startsWith('slipway.dev/'),
      );
      await cluster().create(pathOf(name, key).replace(/\/[^/]*$/, ''), {
        ...object,
        metadata: { ...place, labels: Object.fromEntries(own) },
      });
    }
  }

  it('waits for a platform engineer, whoever leads the team', async () => {
    await cluster().create('/api/v1/namespaces', {
      metadata: { name: 'checkout-handmade' },
    });
    const { status, body } = await ask({
      name: 'checkout-handmade',
      adoption: 'always',
    });
    expect([status, body.state]).toEqual([201, 'waiting-for-approval']);
    expect(body.approval).toMatchObject({
      approvers: { leads: false, groups: ['group:default/platform'] },
    });
    expect((await approve(joel, body)).status).toBe(403);
    const { metadata } = await cluster().get(
      '/api/v1/namespaces/checkout-handmade',
    );
    expect(metadata.annotations).toBeUndefined();
    expect((await approve(priya, body)).status).toBe(200);
    await settled(portal, body.id);
  });

  it('is refused for what another team has, before anybody is asked', async () => {
    await cluster().create('/api/v1/namespaces', {
      metadata: { name: 'checkout-theirs', labels: { team: 'warehouse' } },
    });
    const { status, text } = await ask({
      name: 'checkout-theirs',
      adoption: 'always',
    });
    expect([status, text]).toEqual([
      400,
      expect.stringContaining('is of the team warehouse by its label team'),
    ]);
  });

  it('takes over what is identical, and only that', async () => {
    const name = 'checkout-same';
    await makeByHand(name);
    const quota = pathOf(name, 'ResourceQuota/compute');
    const wish = { name, adoption: 'if-identical' };
    await cluster().merge(quota, { spec: { hard: { pods: '7' } } });
    const refused = await ask(wish);
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining(
        'differs from the plan in ResourceQuota/compute;',
      ),
    ]);
    const { plan } = (
      await call(
        portal,
        ana,
        'POST',
        '/requests/preview',
        namespaceWish({ name }),
      )
    ).body;
    const { after } = plan.items.find(
      ({ key }: any) => key === 'ResourceQuota/compute',
    );
    await cluster().merge(quota, {
      spec: { hard: { pods: parse(after).spec.hard.pods } },
    });
    const { status, body } = await ask(wish);
    expect([status, body.state]).toEqual([201, 'waiting-for-approval']);
    expect((await approve(priya, body)).status).toBe(200);
    await settled(portal, body.id);
  });
});
