import { inspect } from 'node:util';
import {
  describeWithKubernetes,
  eventually,
  testDatabase,
  testKubernetes,
} from '@slipway/testing';
import { parse } from 'yaml';
import { forgeServer } from '../__testUtils__/forgeServer';
import { temporaryFolder } from '../__testUtils__/gitTarget';
import { bareRemote } from '../__testUtils__/remoteRepository';
import { pathOf, someoneElse } from '../live/__testUtils__/someoneElse';
import { everyFile, everyRow } from './__testUtils__/everything';
import { findSecrets } from './__testUtils__/findSecrets';
import {
  ana,
  call,
  liveTarget,
  priya,
  ProofPortal,
  startPortal,
  warehouse,
} from './__testUtils__/portal';
import { refusingServer } from './__testUtils__/refusingServer';
import { pullRequestEvent, sendWebhook } from './__testUtils__/webhook';
import {
  act,
  askForNamespace,
  requestWhen,
  resourceWhen,
  settled,
} from './__testUtils__/wishes';

jest.setTimeout(180_000);

const gitToken = 'git+token/0f9a:7c';
const forgeToken = 'forge-token-51c3d2e4';
const previewToken = 'preview+token/88b1d0';
const webhookSecret = 'webhook+secret/40aa:9e';
const listed = { repository: 'acme/shop', component: 'component:default/shop' };

describeWithKubernetes('no secret is kept, through the whole engine', () => {
  const stops: Array<() => unknown> = [];
  // Hooks run in their order: what needs the others ends before them.
  afterAll(async () => {
    for (const stop of stops.reverse()) {
      await stop();
    }
  });
  const database = testDatabase();
  const kubernetes = testKubernetes();
  const secrets: Record<string, string> = {};
  let portal: ProofPortal;
  let folder: string;
  let remote: Awaited<ReturnType<typeof bareRemote>>;
  let forge: Awaited<ReturnType<typeof forgeServer>>;

  beforeAll(async () => {
    const { cluster, proxy } = kubernetes;
    folder = await temporaryFolder();
    remote = await bareRemote();
    await remote.git('config', 'receive.denyDeletes', 'false');
    forge = await forgeServer(forgeToken);
    const refusing = await refusingServer(gitToken);
    stops.push(forge.close, refusing.close);
    portal = await startPortal({
      database: await database.url(),
      workingDirectory: folder,
      targets: [
        liveTarget(cluster, proxy.url),
        {
          type: 'git',
          name: 'proposals',
          repository: remote.path,
          mode: 'branch',
          forge: forge.settings,
        },
        { type: 'git', name: 'straight', repository: remote.path },
        { type: 'git', name: 'refusing', repository: refusing.url },
      ],
      settings: {
        deletion: { hangsAfter: 'PT1S' },
        previews: {
          webhookSecret,
          // It refuses this token, and says it again.
          forge: { apiUrl: forge.settings.apiUrl, token: previewToken },
          repositories: [listed],
        },
      },
    });
    stops.push(portal.stop);
    Object.assign(secrets, {
      'token of the cluster': cluster.token,
      'token of Git': gitToken,
      'token of the forge': forgeToken,
      'token for comments': previewToken,
      'secret of the webhook': webhookSecret,
      'password of the database': new URL(await database.url()).password,
    });
  });

  const ask = (name: string, target: string) =>
    askForNamespace(portal, { name, target });

  it('in a whole life in a cluster', async () => {
    const name = 'checkout-secret';
    const { id: request, resourceId: id } = await ask(name, 'test');
    await settled(portal, request);
    const { issued } = await act(portal, id, 'kubeconfig', { hours: 1 });
    secrets['token that was issued'] = parse(
      issued.content,
    ).users[0].user.token;
    secrets['kubeconfig that was issued'] = issued.content;
    for (const [action, input] of [
      ['change-tier', { tier: 'medium' }],
      ['pause', {}],
      ['wake', {}],
      ['clone', { name: `${name}-clone`, environment: 'dev', target: 'test' }],
    ] as const) {
      await settled(portal, (await act(portal, id, action, input)).request.id);
    }
    const quota = pathOf(name, 'ResourceQuota/compute');
    await someoneElse(kubernetes).patch(quota, [
      { op: 'replace', path: '/spec/hard/pods', value: '999' },
    ]);
    await eventually(
      () => someoneElse(kubernetes).get(quota),
      ({ spec }) => spec.hard.pods === '30',
    );
    const transfer = await act(portal, id, 'transfer', { team: warehouse });
    const { body: waiting } = await call(
      portal,
      priya,
      'GET',
      `/requests/${transfer.request.id}`,
    );
    await call(portal, priya, 'POST', `/requests/${waiting.id}/approve`, {
      planHash: waiting.plan.hash,
    });
    await settled(portal, waiting.id);
    const second = await act(portal, id, 'kubeconfig');
    secrets['second token'] = parse(second.issued.content).users[0].user.token;
    const end = await act(portal, id, 'destroy', { confirmName: name });
    expect(await settled(portal, end.request.id)).toMatchObject({
      action: 'destroy',
    });
  });

  it('when a cluster answers with what it was sent', async () => {
    const { proxy, cluster } = kubernetes;
    const { id: request, resourceId: id } = await ask('checkout-echo', 'test');
    await settled(portal, request);
    const write = ({ method }: { method: string }) => method !== 'GET';
    const message = `Authorization: Bearer ${cluster.token} is not allowed`;
    const tiers = new Map([
      [401, 'medium'],
      [403, 'small'],
      [422, 'medium'],
    ]);
    for (const [status, tier] of tiers) {
      const body = JSON.stringify({ kind: 'Status', message, reason: message });
      const headers = { 'content-type': 'application/json' };
      proxy.fail({ type: 'answer', status, headers, body }, { when: write });
      const change = await act(portal, id, 'change-tier', { tier });
      await requestWhen(
        portal,
        change.request.id,
        ({ state, steps }) =>
          state === 'failed' || steps.some((step: any) => step.message),
      );
      proxy.heal();
      const { state } = await requestWhen(
        portal,
        change.request.id,
        ({ state: now }) => ['failed', 'done'].includes(now),
      );
      const retry = `/requests/${change.request.id}/retry`;
      // What has failed for good is tried again; the rest was by itself.
      await (state === 'failed' && call(portal, ana, 'POST', retry, {}));
      await settled(portal, change.request.id);
    }
    proxy.fail({ type: 'cut' });
    await call(portal, priya, 'POST', '/sweep', {});
    const unknown = await resourceWhen(portal, id, ({ observation }) =>
      observation.reason?.includes('cannot be reached'),
    );
    expect(unknown.observation.known).toBe(false);
    proxy.heal();
  });

  it('in a proposal to a repository, when its forge fails', async () => {
    // A branch needs something to be merged into.
    await settled(portal, (await ask('checkout-first', 'straight')).id);
    forge.failures.push({ status: 500 }, { status: 403 });
    const { id } = await ask('checkout-proposed', 'proposals');
    await requestWhen(portal, id, ({ state }) => {
      return forge.pulls.length > 0 || state === 'failed';
    });
    if (forge.pulls.length === 0) {
      await call(portal, ana, 'POST', `/requests/${id}/retry`, {});
    }
    const { plan } = await requestWhen(
      portal,
      id,
      () => forge.pulls.length > 0,
    );
    // What a reviewer decides by came all the way.
    expect(forge.pulls[0].body).toContain(plan.hash);
    await call(portal, ana, 'POST', `/requests/${id}/cancel`, {});
    await requestWhen(portal, id, ({ state }) => state === 'cancelled');
    expect(forge.pulls).toMatchObject([{ state: 'closed' }]);
  });

  it('in what a webhook brings, and a forge that refuses', async () => {
    const failures = [403, 500].map(status => ({ status, says: previewToken }));
    forge.failures.push(...failures);
    const event = pullRequestEvent('open', new Date());
    for (const secret of [forgeToken, webhookSecret]) {
      const { status } = await sendWebhook(portal, event, { secret });
      expect(status).toBe(secret === webhookSecret ? 202 : 401);
    }
    await eventually(
      async () => portal.logs.join(),
      text => /forge answered \d+/.test(text),
    );
  });

  it('when a repository refuses', async () => {
    const { id } = await ask('checkout-refused', 'refusing');
    const tried = await requestWhen(
      portal,
      id,
      ({ state, steps }) =>
        state === 'failed' || steps.some((step: any) => step.message),
    );
    expect(JSON.stringify([tried.failure, tried.steps])).toMatch(
      /127\.0\.0\.1/,
    );
    const { body } = await call(portal, ana, 'POST', `/requests/${id}/cancel`, {
      reason: 'It is refused',
    });
    expect(body).toMatchObject({ id });
  });

  it('in tables, logs, events, answers, commits or files', async () => {
    const list = async (path: string, who = ana) =>
      (await call(portal, who, 'GET', path)).text;
    const { items: requests } = JSON.parse(await list('/requests?limit=200'));
    const states =
      'ready,drifted,suspended,failed,destroyed,cancelled,provisioning,approved';
    const { items: resources } = JSON.parse(
      await list(`/resources?limit=200&state=${states}`),
    );
    const details = await Promise.all([
      ...requests.map(({ id }: any) => list(`/requests/${id}`)),
      ...resources.map(({ id }: any) => list(`/resources/${id}`)),
    ]);
    const kept = {
      tables: await everyRow(await database.knex()),
      logs: portal.logs.join('\n'),
      audit: await list('/audit/export', priya),
      'events for the auditor': inspect(portal.audited, {
        depth: 12,
        maxStringLength: null,
        maxArrayLength: null,
      }),
      notifications: JSON.stringify(portal.notifications),
      answers: [
        ...details,
        await list('/targets'),
        await list('/context'),
        await list('/kinds'),
        await list('/previews'),
      ].join('\n'),
      commits: await remote.git(
        'cat-file',
        '--batch-all-objects',
        '--batch',
        '--unordered',
      ),
      'pull requests': JSON.stringify(forge.pulls),
      files: await everyFile(folder),
    };
    expect(Object.keys(secrets)).toHaveLength(9);
    for (const secret of Object.values(secrets)) {
      expect(secret.length).toBeGreaterThan(10);
    }
    const found = Object.entries(kept).flatMap(([where, text]) =>
      findSecrets(text, secrets).map(secret => `${secret}: ${where}`),
    );
    expect(found).toEqual([]);
    // There is something to search in.
    expect(kept.tables).toMatch(/self_service_jobs\.job/);
    for (const where of ['tables', 'logs', 'audit', 'answers'] as const) {
      expect(kept[where]).toContain('checkout-echo');
    }
    expect(kept.commits).toContain('checkout-proposed');
    expect(kept.logs).toContain('could not be done');
  });
});
