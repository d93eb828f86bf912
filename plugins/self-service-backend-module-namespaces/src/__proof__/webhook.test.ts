import { JsonObject } from '@backstage/types';
import {
  describeWithKubernetes,
  eventually,
  testDatabase,
} from '@slipway/testing';
import { someoneElse } from '../live/__testUtils__/someoneElse';
import { commentForge } from './__testUtils__/commentForge';
import { ana, call, startPortal } from './__testUtils__/portal';
import { portalOnCluster } from './__testUtils__/portalOnCluster';
import { pullRequestEvent, sendWebhook } from './__testUtils__/webhook';

jest.setTimeout(180_000);

const secret = 'webhook+secret/7d1f09aa';
const previews = {
  webhookSecret: secret,
  repositories: [
    { repository: 'acme/shop', component: 'component:default/shop' },
  ],
};

describe('the webhook of a portal without its secret', () => {
  const database = testDatabase();

  it('is not there', async () => {
    const portal = await startPortal({
      database: await database.url(),
      targets: [{ type: 'git', name: 'git' }],
    });
    const event = pullRequestEvent('open', new Date());
    expect(await sendWebhook(portal, event, { secret })).toMatchObject({
      status: 404,
      body: {
        error: { message: expect.stringContaining('previews.webhookSecret') },
      },
    });
    await portal.stop();
  });
});

describeWithKubernetes('a pull request, through the webhook', () => {
  const forgeToken = 'preview-forge-token-b2';
  const settings: JsonObject = {};
  let forge: Awaited<ReturnType<typeof commentForge>>;
  beforeAll(async () => {
    forge = await commentForge(forgeToken);
    settings.previews = {
      ...previews,
      forge: { apiUrl: forge.url, token: forgeToken },
    };
  });
  const { portal, kubernetes } = portalOnCluster(settings);
  afterAll(() => forge.close());

  const name = 'shop-pr-7';
  const preview = async () => {
    const { body } = await call(portal, ana, 'GET', '/previews');
    return body.items.at(0);
  };

  it.each([
    ['without a signature', {}],
    ['signed with another secret', { secret: 'another secret of 24 ch' }],
    [
      'signed for the same JSON in other bytes',
      {
        secret,
        signed: JSON.stringify(
          JSON.parse(pullRequestEvent('open', new Date(0))),
        ),
      },
    ],
  ])('is refused %s, and nothing is kept', async (_, how) => {
    const event = pullRequestEvent('open', new Date(0));
    const { status } = await sendWebhook(portal, event, how);
    expect(status).toBe(401);
    expect(await preview()).toBeUndefined();
  });

  it('is refused when it is too large, before its signature is looked at', async () => {
    const event = 'x'.repeat(1024 * 1024 + 1);
    const { status } = await sendWebhook(portal, event, { secret });
    expect(status).toBe(413);
  });

  it('of another event is heard without effect', async () => {
    const answer = await sendWebhook(portal, '{}', { secret, event: 'ping' });
    expect(answer).toEqual({ status: 202, body: { heard: false } });
  });

  it('opens a namespace, says so there, and takes it away at the end', async () => {
    const opened = pullRequestEvent('open', new Date());
    expect(await sendWebhook(portal, opened, { secret })).toMatchObject({
      status: 202,
      body: { heard: true },
    });
    const ready = await eventually(
      preview,
      row => row?.resourceState === 'ready' || row?.problem,
    );
    expect(ready).toMatchObject({
      repository: 'acme/shop',
      number: 7,
      title: 'A better basket \u2764',
      team: 'group:default/checkout',
      resourceName: name,
      problem: null,
    });
    const namespace = `/api/v1/namespaces/${name}`;
    expect(
      (await someoneElse(kubernetes).get(namespace)).metadata.labels,
    ).toMatchObject({
      team: 'checkout',
      environment: 'preview',
    });
    await eventually(
      async () => forge.comments.join(),
      text => text.includes(name) && text.includes('ready'),
    );
    // Once more is no other one.
    await sendWebhook(portal, opened, { secret });
    const { body } = await call(portal, ana, 'GET', '/resources');
    expect(body.items).toHaveLength(1);

    const closed = pullRequestEvent('closed', new Date(Date.now() + 1000));
    expect((await sendWebhook(portal, closed, { secret })).status).toBe(202);
    await eventually(
      preview,
      row => row.pullRequest === 'closed' && row.resourceState === 'destroyed',
    );
    await expect(someoneElse(kubernetes).get(namespace)).rejects.toThrow();
  });
});
