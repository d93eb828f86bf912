import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { testDatabase } from '@slipway/testing';
import Ajv from 'ajv/dist/2020';
import { Server } from 'node:http';
import request from 'supertest';
import { doraPlugin } from './plugin';
import { at, commit, delivery, sha } from './__testUtils__/engine';

const database = testDatabase();
const repository = 'https://token@git.example/till.git';

async function startBackend(
  options: { permissions?: AuthorizeResult.ALLOW | AuthorizeResult.DENY } = {},
) {
  const audit = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: async () => undefined,
      fail: async () => undefined,
    })),
  });
  const { server } = await startTestBackend({
    features: [
      doraPlugin,
      mockServices.database.factory({ knex: await database.knex() }),
      mockServices.permissions.factory({
        result: options.permissions ?? AuthorizeResult.ALLOW,
      }),
      audit.factory,
      catalogServiceMock.factory({ entities: [] }),
    ],
  });
  return { server, audit };
}

/** Reads until the worker has caught up. */
async function eventually<T>(
  read: () => Promise<T>,
  done: (value: T) => boolean,
) {
  for (;;) {
    const value = await read();
    if (done(value)) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const window = 'from=2024-06-01&to=2024-07-01';
const till = 'entityRef=component:default/till';

describe('the API', () => {
  let server: Server;
  let audit: Awaited<ReturnType<typeof startBackend>>['audit'];

  beforeAll(async () => {
    ({ server, audit } = await startBackend());
  });

  const get = (path: string) => request(server).get(`/api/dora${path}`);
  const post = (path: string, body: object) =>
    request(server).post(`/api/dora${path}`).send(body);

  it('takes deliveries and a history, and gives numbers and the rows behind them', async () => {
    const batch = {
      source: 'ci',
      deliveries: [
        delivery('v1', { occurredAt: at(10), repository, commit: sha('a') }),
        delivery('v2', {
          occurredAt: at(11),
          repository,
          commit: sha('b'),
          title: '=HYPERLINK("x")',
        }),
        delivery('v1-again', { occurredAt: at(12), version: 'v1' }),
      ],
    };
    expect((await post('/deliveries', batch)).status).toBe(202);
    const repeated = await post('/deliveries', batch);
    expect(repeated.body).toEqual({ accepted: 0, duplicates: 3 });
    const recorded = await post('/histories', {
      repository,
      commitUrl: 'https://git.example/till/{sha}',
      commits: [commit('a', [], at(1)), commit('b', ['a'], at(2))],
    });
    expect(recorded.body).toEqual({ added: 2, known: 0 });

    const report = await eventually(
      () => get(`/metrics?${till}&${window}`),
      answer => answer.body.metrics?.changeLeadTime.n === 1,
    );
    expect(report.body.metrics.changeFailRate).toMatchObject({
      failed: 1,
      deployments: 3,
    });

    const failed = await get(`/deployments?${till}&${window}&filter=failed`);
    expect(failed.body).toMatchObject({ totalItems: 1, offset: 0, limit: 50 });
    expect(failed.body.items[0]).toMatchObject({
      version: 'v2',
      previousVersion: 'v1',
      recoverySeconds: 86_400,
      commitUrl: `https://git.example/till/${sha('b')}`,
      repository: 'https://git.example/till.git',
      leadTimeP50: 9 * 86_400,
    });
    const { id, recoveredBy } = failed.body.items[0];
    const detail = await get(`/deployments/${id}`);
    expect(detail.body).toMatchObject({ id, nextId: recoveredBy });
    const changes = await get(`/changes?deploymentId=${id}`);
    expect(changes.body.items).toMatchObject([
      { sha: sha('b'), title: 'Change b', leadTime: 9 * 86_400 },
    ]);
    expect(audit.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'deliveries-accept',
        meta: { source: 'ci', deliveries: 3 },
      }),
    );
  });

  it('sends all rows as CSV, with formulas made harmless', async () => {
    const csv = await get(`/deployments?${till}&${window}&format=csv&limit=1`);
    expect(csv.headers['content-type']).toMatch(/text\/csv/);
    const lines = csv.text.trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(csv.text).toContain(`"'=HYPERLINK(""x"")"`);
    const services = await get(`/services?${window}&format=csv`);
    expect(services.text).toContain('leadTimeP50Seconds');
  });

  it.each([
    [
      '/metrics?entityRef=user:default/ana',
      400,
      /must name a component or a group/,
    ],
    [
      '/metrics?entityRef=component:default/nothing',
      404,
      /Neither the catalog nor/,
    ],
    ['/metrics?entityRef=group:default/nobody', 404, /catalog has no group/],
    ['/metrics?from=soon', 400, /from \(soon\) must be a date/],
    ['/metrics?reportYear=2022', 400, /reportYear/],
    ['/metrics?colour=red', 400, /colour: not a known field/],
    ['/deployments?limit=5000', 400, /limit \("5000"\).*1000/],
    ['/deployments?sort=mood', 400, /sort/],
    ['/deployments/none', 400, /id/],
    [`/deployments/${'0'.repeat(24)}`, 404, /There is no deployment/],
    ['/sources/..%2Fetc/cursor', 400, /lower-case letters/],
  ])('GET %s answers %i', async (path, status, message) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
  });

  it('refuses a batch whole, and names every wrong field', async () => {
    const answer = await post('/deliveries', {
      source: 'Bad Source',
      deliveries: [
        delivery('fine', { occurredAt: at(20) }),
        {
          ...delivery('bad', { occurredAt: 'noon' }),
          service: 'till',
          size: 3,
        },
      ],
    });
    expect(answer.status).toBe(400);
    for (const part of [
      /nothing was stored/,
      /source \("Bad Source"\)/,
      /deliveries\.1\.occurredAt \("noon"\)/,
      /full entity reference/,
      /size in deliveries\.1: not a known field/,
    ]) {
      expect(answer.body.error.message).toMatch(part);
    }
    const report = await get(`/metrics?${till}&from=2024-06-20&to=2024-06-21`);
    expect(report.body.metrics.deploymentFrequency.noData.reason).toBe(
      'no-deployments',
    );
  });

  it('keeps a reader’s cursor and its unresolved deployments', async () => {
    const put = await request(server)
      .put('/api/dora/sources/reader/cursor')
      .send({ cursor: { tip: 'abc' } });
    expect(put.status).toBe(204);
    expect((await get('/sources/reader/cursor')).body).toEqual({
      cursor: { tip: 'abc' },
    });
    await post('/deliveries', {
      source: 'reader',
      deliveries: [
        delivery('odd', {
          occurredAt: at(9),
          repository,
          service: 'component:default/odd',
        }),
      ],
    });
    const unresolved = await eventually(
      () => get('/sources/reader/unresolved'),
      answer => answer.body.items.length > 0,
    );
    expect(unresolved.body.items).toMatchObject([{ key: 'odd', repository }]);
    expect((await post('/sources/unknown/import', {})).status).toBe(404);
  });

  it('remembers that the sample was cleared', async () => {
    expect((await get('/sample')).body).toEqual({ state: 'absent' });
    await post('/deliveries', {
      source: 'sample',
      sample: true,
      deliveries: [delivery('made-up', { occurredAt: at(9) })],
    });
    expect((await get('/sample')).body).toEqual({ state: 'present' });
    await request(server).delete('/api/dora/sample');
    expect((await get('/sample')).body).toEqual({ state: 'cleared' });
  });

  it('answers as its OpenAPI document says', async () => {
    const { body: document } = await get('/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    const ajv = new Ajv({ strict: false });
    ajv.addFormat('date-time', value => !Number.isNaN(Date.parse(value)));
    for (const [path, url] of [
      ['/metrics', `/metrics?${window}`],
      ['/services', `/services?${window}&groupBy=service`],
      ['/deployments', `/deployments?${window}`],
      ['/changes', `/changes?${window}`],
      ['/sources', '/sources'],
      ['/sample', '/sample'],
    ]) {
      const { schema } =
        document.paths[path].get.responses[200].content['application/json'];
      const validate = ajv.compile(schema);
      validate((await get(url)).body);
      expect([path, validate.errors]).toEqual([path, null]);
    }
  });
});

describe('who is not allowed', () => {
  it('is told which permission it takes and who grants it', async () => {
    const { server } = await startBackend({
      permissions: AuthorizeResult.DENY,
    });
    const asUser = (test: request.Test) =>
      test.set('authorization', mockCredentials.user.header());
    for (const [test, permission] of [
      [request(server).get('/api/dora/metrics'), 'dora.metrics.read'],
      [request(server).post('/api/dora/deliveries').send({}), 'dora.ingest'],
      [request(server).delete('/api/dora/sample'), 'dora.sample.clear'],
      [request(server).post('/api/dora/sources/x/import'), 'dora.source.run'],
    ] as const) {
      const answer = await asUser(test);
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain(permission);
    }
    expect((await request(server).get('/api/dora/openapi.json')).status).toBe(
      200,
    );
  });
});

describe('wrong settings', () => {
  it.each([
    [{ timeZone: 'Mars' }, /dora.timeZone: must be an IANA time zone/],
    [{ tyme: 1 }, /tyme/],
    [
      { environments: { production: ['live'], staging: ['LIVE'] } },
      /'LIVE' is listed under production and staging/,
    ],
  ])('%j stop the start', async (dora, message) => {
    const start = startTestBackend({
      features: [
        doraPlugin,
        mockServices.rootConfig.factory({ data: { dora } }),
        mockServices.database.factory({ knex: await database.knex() }),
        catalogServiceMock.factory({ entities: [] }),
      ],
    });
    await expect(start).rejects.toThrow(message);
  });
});
