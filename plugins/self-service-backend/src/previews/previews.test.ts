import { createHmac } from 'node:crypto';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { testDatabase } from '@slipway/testing';
import fc from 'fast-check';
import {
  checkout,
  emptyTables,
  migrations,
  testEngine,
  TestEngine,
} from '../__testUtils__/engine';
import { SelfServiceReconciler } from '../reconciler/SelfServiceReconciler';
import { RequestRow, ResourceRow } from '../store/rows';
import { createForge } from './forge';
import { hearOfPullRequest, PullRequestNews } from './hearOfPullRequest';
import { addressPreview, namePreview } from './namePreview';
import { PreviewContext } from './previewContext';
import { listPreviews, PreviewRow } from './previewRow';
import { sweepPreviews } from './sweepPreviews';
import { syncPreview } from './syncPreview';
import { readPullRequestEvent, verifySignature } from './webhook';

const database = testDatabase({ migrations });
const { signal } = new AbortController();

const previewSettings = {
  kind: 'bucket',
  environment: 'preview',
  inputs: { size: 'medium' },
  capPerTeam: 2,
  url: 'https://{component}-{number}.preview.example',
  repositories: [{ repository: 'acme/shop', component: 'component:shop' }],
};

let engine: TestEngine;
let context: PreviewContext;

beforeEach(async () => {
  const knex = await database.knex();
  await emptyTables(knex);
  engine = testEngine(knex, { settings: { previews: previewSettings } });
  context = {
    settings: engine.settings.previews,
    forge: undefined,
    portalUrl: 'https://portal.example',
  };
});

const minutes = (count: number) =>
  new Date(engine.clock.now.getTime() + count * 60_000);

function news(more: Partial<PullRequestNews> = {}): PullRequestNews {
  return {
    repository: 'acme/shop',
    number: 7,
    title: 'A better basket',
    link: 'https://forge.example/acme/shop/pull/7',
    state: 'open',
    at: engine.clock.now,
    by: 'service:ci',
    ...more,
  };
}

async function hear(more: Partial<PullRequestNews> = {}): Promise<PreviewRow> {
  const row = await hearOfPullRequest(engine, context.settings, news(more));
  await syncPreview(engine, context, row.id, signal);
  const [now] = await listPreviews(engine.knex, { id: row.id });
  return now;
}

async function settle(): Promise<void> {
  const reconciler = new SelfServiceReconciler({
    engine,
    random: () => 0.5,
    sleep: async () => {},
  });
  for (const { id } of await engine.knex<ResourceRow>('resources')) {
    await reconciler.reconcileOnce(id);
  }
}

const resources = () =>
  engine.knex<ResourceRow>('resources').orderBy('created_at');

describe('the preview of a pull request', () => {
  it('comes with it, of the team that owns the component, and goes with it', async () => {
    const row = await hear();
    expect(row).toMatchObject({ team: checkout, problem: null });
    await settle();
    expect(await resources()).toMatchObject([
      {
        id: row.resource_id,
        name: 'shop-pr-7',
        state: 'ready',
        team: checkout,
        environment: 'preview',
        component: 'component:default/shop',
        spec: { size: 'medium' },
        ttl: 'P3D',
        requested_by: 'service:slipway-previews',
      },
    ]);

    await hear({ state: 'closed' });
    await settle();
    expect(await resources()).toMatchObject([{ state: 'destroyed' }]);
    expect(await engine.knex<RequestRow>('requests').pluck('reason')).toEqual([
      'Preview of acme/shop#7',
      'acme/shop#7 is closed',
    ]);
  });

  it('is made once however often it is heard of, and extended by work on it', async () => {
    await Promise.all([hear(), hear(), hear()]);
    await settle();
    const day = 24 * 60;
    const [first, ...others] = await resources();
    expect(others).toEqual([]);
    expect(first.expires_at).toEqual(minutes(3 * day));

    engine.clock.now = minutes(day);
    const extended = {
      last_active_at: engine.clock.now,
      expires_at: minutes(3 * day),
    };
    await hear();
    await settle();
    expect(await resources()).toMatchObject([extended]);

    // Nobody works on it, and the kind says of a use that was before.
    const kind = engine.kinds.get('bucket');
    const observe = kind.observe.bind(kind);
    const before = minutes(-60);
    kind.observe = async options => {
      const seen = await observe(options);
      return seen.known ? { ...seen, activeAt: before } : seen;
    };
    engine.clock.now = minutes(day / 2);
    await sweepPreviews(engine, context, signal);
    await engine.wakeUps.wake(engine.knex, first.id);
    await settle();
    expect(await resources()).toMatchObject([extended]);
  });

  it('stays closed when an older message arrives late', async () => {
    await hear();
    await hear({ state: 'closed', at: minutes(10) });
    const row = await hear({ state: 'open', at: minutes(5) });
    expect(row.wanted).toBe('closed');
  });

  it('comes anew when the pull request is reopened', async () => {
    await hear();
    await settle();
    await hear({ state: 'closed', at: minutes(1) });
    await settle();
    engine.clock.now = minutes(2);
    await hear({ at: minutes(1) });
    await sweepPreviews(engine, context, signal);
    await settle();
    expect((await resources()).map(({ state }) => state)).toEqual([
      'destroyed',
      'ready',
    ]);
  });

  it('ends before it began when the pull request closes first', async () => {
    await hear();
    await hear({ state: 'closed' });
    await settle();
    expect(await resources()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('says why there is none beyond the cap, and comes when there is room', async () => {
    await Promise.all([1, 2, 3, 4].map(number => hear({ number })));
    const waiting = (await listPreviews(engine.knex)).filter(
      ({ problem }) => problem !== null,
    );
    expect(waiting).toHaveLength(2);
    expect(waiting[0].problem).toContain('may have 2 at once');
    await settle();

    const [standing] = (await listPreviews(engine.knex)).filter(
      row => row.problem === null,
    );
    await hear({ number: standing.number, state: 'closed' });
    await settle();
    await sweepPreviews(engine, context, signal);
    expect(
      (await resources()).filter(({ state }) => state !== 'destroyed'),
    ).toHaveLength(2);
  });

  it('keeps what the engine refuses as the reason', async () => {
    engine.rules.judge.push(() => ({ message: 'Previews rest today.' }));
    expect((await hear()).problem).toContain('Previews rest today.');
    engine.rules.judge.pop();
    await sweepPreviews(engine, context, signal);
    expect(await resources()).toHaveLength(1);
  });

  it('refuses a repository that nobody listed', async () => {
    await expect(hear({ repository: 'acme/other' })).rejects.toThrow(
      /name one, or list it under selfService.previews.repositories/,
    );
    await expect(
      hear({ repository: 'acme/other', component: 'component:nowhere' }),
    ).rejects.toThrow(/the catalog has no component:default\/nowhere/);
  });
});

describe('a forge', () => {
  let server: Server;
  let calls: string[];
  let comments: Array<{ id: number; body: string }>;
  let pullRequest: 'open' | 'closed' | 'gone';

  beforeEach(async () => {
    calls = [];
    comments = [{ id: 1, body: 'Looks good' }];
    pullRequest = 'open';
    server = createServer(async (request: IncomingMessage, response) => {
      const body = await text(request);
      calls.push(`${request.method} ${request.url}`);
      const send = (status: number, value: unknown) =>
        response.writeHead(status).end(JSON.stringify(value));
      if (request.headers.authorization !== 'Bearer forge-token') {
        send(401, {});
      } else if (request.url?.includes('/pulls/')) {
        send(pullRequest === 'gone' ? 404 : 200, { state: pullRequest });
      } else if (request.method === 'POST') {
        comments.push({ id: comments.length + 1, ...JSON.parse(body) });
        send(201, {});
      } else if (request.method === 'PATCH') {
        const id = Number(request.url?.split('/').pop());
        Object.assign(comments[id - 1], JSON.parse(body));
        send(200, {});
      } else {
        send(200, comments);
      }
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    context.forge = createForge({
      apiUrl: `http://127.0.0.1:${port}`,
      token: 'forge-token',
    });
  });

  afterEach(async () => {
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  it('bears one comment with address and cost that is kept true', async () => {
    await hear();
    await settle();
    await sweepPreviews(engine, context, signal);
    expect(comments).toHaveLength(2);
    expect(comments[1].body).toContain('| State | ready |');
    expect(comments[1].body).toContain('https://shop-7.preview.example');
    expect(comments[1].body).toContain('EUR 1.15 a month');

    const before = calls.filter(call => !call.startsWith('GET')).length;
    await sweepPreviews(engine, context, signal);
    expect(calls.filter(call => !call.startsWith('GET'))).toHaveLength(before);

    await hear({ state: 'closed' });
    await settle();
    await sweepPreviews(engine, context, signal);
    expect(comments).toHaveLength(2);
    expect(comments[1].body).toContain('is gone');
  });

  it.each(['closed', 'gone'] as const)(
    'is asked after pull requests of which nothing was heard: %s',
    async state => {
      await hear();
      await settle();
      pullRequest = state;
      await sweepPreviews(engine, context, signal);
      await settle();
      expect(await resources()).toMatchObject([{ state: 'destroyed' }]);
    },
  );

  it('does not stop the previews when it fails', async () => {
    context.forge = createForge({ apiUrl: 'http://127.0.0.1:1', token: 'x' });
    await hearOfPullRequest(engine, context.settings, news());
    await sweepPreviews(engine, context, signal);
    expect(await resources()).toHaveLength(1);
    expect(engine.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the next sweep tries again'),
    );
  });
});

describe('a webhook', () => {
  const secret = 'a-shared-secret-of-some-length';
  const event = Buffer.from(
    JSON.stringify({
      action: 'synchronize',
      number: 7,
      repository: { full_name: 'acme/shop' },
      pull_request: {
        title: 'A better basket',
        html_url: 'https://forge.example/acme/shop/pull/7',
        state: 'open',
        updated_at: '2026-03-02T09:00:00Z',
      },
    }),
  );
  const sign = (body: Buffer, key = secret) =>
    `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

  it('is read when it is signed', () => {
    expect(() => verifySignature(event, sign(event), secret)).not.toThrow();
    expect(readPullRequestEvent('pull_request', event)).toMatchObject({
      repository: 'acme/shop',
      number: 7,
      state: 'open',
      at: new Date('2026-03-02T09:00:00Z'),
    });
    expect(readPullRequestEvent('push', event)).toBeUndefined();
  });

  it.each([undefined, '', 'sha256=00', sign(event, 'another-secret')])(
    'is refused with the signature %s',
    signature => {
      expect(() => verifySignature(event, signature, secret)).toThrow(
        /does not fit the body/,
      );
    },
  );

  it.each(['{', '{}', '{"number":"7"}', '[]'])('says what %s lacks', body => {
    expect(() =>
      readPullRequestEvent('pull_request', Buffer.from(body)),
    ).toThrow(/JSON|not as expected/);
  });
});

it('gives names that are DNS labels, and two for two', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,80}$/);
  fc.assert(
    fc.property(part, part, fc.integer({ min: 1 }), (a, b, number) => {
      const of = (repository: string) => ({
        component: `component:default/${a}`,
        repository: `acme/${repository}`,
        number,
      });
      const name = namePreview('p-{component}-{repository}-{number}', of(b));
      expect(name).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
      expect(
        new URL(addressPreview('https://{repository}-{number}.example', of(b)))
          .hostname,
      ).toMatch(/\.example$/);
    }),
  );
  const long = (number: number) => ({
    component: `component:default/${'x'.repeat(70)}`,
    repository: 'acme/shop',
    number,
  });
  expect(namePreview('{component}-{number}', long(1))).not.toBe(
    namePreview('{component}-{number}', long(2)),
  );
});
