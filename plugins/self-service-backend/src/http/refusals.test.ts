import { testDatabase } from '@slipway/testing';
import request from 'supertest';
import { ana, checkout } from '../__testUtils__/engine';
import { answerChecker } from '../__testUtils__/answers';
import { Portal, startPortal } from '../__testUtils__/portal';
import { openApiDocument } from '../schema/openapi';
import { operations } from '../schema/operations';

jest.setTimeout(60_000);

const database = testDatabase();
const id = '0b9a1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11';

/** What each operation needs, by its method and path. */
const permissionOf = (operation: string): string => {
  const [method, path] = operation.split(' ');
  if (/^\/audit/.test(path)) {
    return 'self-service.audit.read';
  }
  if (path === '/sweep' || (path.startsWith('/quotas') && method !== 'GET')) {
    return 'self-service.admin';
  }
  if (/\/(approve|refuse)$/.test(path)) {
    return 'self-service.approve';
  }
  return method === 'GET' ? 'self-service.read' : 'self-service.request';
};

/** A request that is right, so that only the permission is missing. */
const bodies: Record<string, object> = {
  'POST /requests': { kind: 'bucket', inputs: {} },
  'POST /requests/preview': { kind: 'bucket', inputs: {} },
  'POST /requests/{id}/approve': { planHash: 'a'.repeat(64) },
  'POST /requests/{id}/refuse': { planHash: 'a'.repeat(64), reason: 'No' },
  'PUT /quotas': {
    scope: 'team',
    subject: checkout,
    metric: 'cpu',
    limit: 1,
    reason: 'Enough',
  },
  'POST /previews': {
    repository: 'acme/shop',
    number: 1,
    title: 'A change',
  },
  'POST /previews/close': { repository: 'acme/shop', number: 1 },
};

const urlOf = (path: string) =>
  path
    .replace('{id}', id)
    .replace('{action}', 'extend')
    .replace('{kind}/{target}/{name}', 'bucket/store/shop')
    .replace(`/kinds/${id}`, '/kinds/bucket')
    .replace('by-entity', 'by-entity?ref=resource:default/x');

describe('without a permission', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({
      knex: await database.knex(),
      denied: () => true,
    });
  });

  // A forge's webhook bears a signature instead; see previews.test.ts.
  const ofPeople = Object.keys(operations).filter(
    operation => !operations[operation].signed,
  );

  it.each(ofPeople)('%s is refused', async operation => {
    const [method, path] = operation.split(' ');
    const answer =
      method === 'GET'
        ? await portal.get(ana, urlOf(path))
        : await portal.send(
            ana,
            method.toLowerCase() as 'post',
            urlOf(path),
            bodies[operation],
          );
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(permissionOf(operation));
    expect(answer.body.error.message).toMatch(/grant it/);
  });

  it('only the description of the API is open', async () => {
    const open = await request(portal.server).get(
      '/api/self-service/openapi.json',
    );
    expect(open.status).toBe(200);
    const closed = await request(portal.server)
      .get('/api/self-service/kinds')
      .set('authorization', 'Bearer nonsense');
    expect(closed.status).toBe(401);
  });
});

describe('what is wrong or hostile', () => {
  const matches = answerChecker(openApiDocument('http://portal.example', []));
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ knex: await database.knex() });
  });

  it.each<[string, number, RegExp]>([
    ['/resources?limit=0', 400, /limit \("0"\)/],
    ['/resources?limit=100000', 400, /limit/],
    ['/resources?colour=red', 400, /colour: not a known field, remove it/],
    ['/resources?state=happy', 400, /state\.0 .*: Invalid option/],
    ['/resources?team=checkout', 400, /team \("checkout"\): a full entity ref/],
    ['/resources?sort=mood', 400, /sort/],
    ['/resources?cursor=eyJ4Ijox', 400, /cursor is not one that this list/],
    ['/resources?state[a][b]=ready', 400, /state/],
    ['/resources?search=%27%3B%20DROP%20TABLE%20resources%3B--', 200, /./],
    ['/resources/none', 400, /id \("none"\): an id such as/],
    [`/resources/${id}`, 404, /GET \/resources lists those/],
    [`/requests/${id}`, 404, /GET \/requests lists those/],
    ['/resources/by-entity?ref=resource:default/a.b', 404, /no resource of/],
    ['/resources/bucket/store/nothing', 404, /bucket\/store\/nothing/],
    ['/kinds/castle', 404, /There is no kind 'castle'; known are bucket/],
    ['/audit?cursor=-1', 400, /cursor/],
    ['/audit?from=yesterday', 400, /from \("yesterday"\)/],
    ['/kinds/..%2F..%2Fetc', 400, /id/],
  ])('GET %s answers %i', async (path, status, message) => {
    const answer = await portal.get('user:default/joel.mensah', path);
    expect([answer.status, answer.body.error?.message ?? 'fine']).toEqual([
      status,
      expect.stringMatching(message),
    ]);
  });

  const wish = (fields: object) => ({
    kind: 'bucket',
    inputs: { name: 'shop', team: checkout, environment: 'dev', ...fields },
  });

  it.each<[string, object, RegExp]>([
    ['an unknown field', wish({ siez: 'large' }), /siez/],
    ['a name that is no name', wish({ name: '../../etc' }), /name/],
    ['a name in look-alike letters', wish({ name: 'ѕhop' }), /name/],
    ['a direction mark', wish({ name: 'shop\u202Egpj' }), /name/],
    ['a null byte', wish({ component: 'a\u0000b' }), /component/],
    ['a team that is not there', wish({ team: 'group:default/x' }), /team/],
    [
      'a team of others',
      wish({ team: 'group:default/warehouse' }),
      /team.*neither a member nor a lead/,
    ],
    ['a time to live that is none', wish({ ttl: 'forever' }), /ttl/],
    ['very deep fields', wish({ labels: nest(60) }), /labels|deep/],
    ['a long text', wish({ component: 'x'.repeat(6000) }), /component/],
    ['no fields', { kind: 'bucket', inputs: [] }, /inputs/],
    [
      'an idempotency key with spaces',
      { ...wish({}), idempotencyKey: 'a b' },
      /idempotencyKey/,
    ],
    ['another kind', { ...wish({}), kind: 'castle' }, /castle/],
  ])('refuses %s and names the field', async (_, body, message) => {
    const answer = await portal.send(ana, 'post', '/requests', body);
    expect(matches('POST /requests', answer)).toBeNull();
    expect(answer.body.error.message).toMatch(message);
    const { total } = (await portal.get(ana, '/requests')).body;
    expect(total).toBe(0);
  });

  it('refuses a prototype, a body that is no JSON, and one that is too large', async () => {
    const send = (text: string) =>
      // A text is sent as it is.
      portal
        .send(ana, 'post', '/requests', text as unknown as object)
        .set('content-type', 'application/json');
    const polluted = await send(
      '{"kind":"bucket","inputs":{"__proto__":{"admin":true},"name":"shop"}}',
    );
    expect(polluted.status).toBe(400);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    expect((await send('{"kind":')).status).toBe(400);
    expect((await send(`{"kind":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
    const deep = await send(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect([deep.status, deep.body.error.message]).toEqual([
      400,
      expect.stringContaining('value (a list)'),
    ]);
  });
});

function nest(depth: number): object {
  let inner: object = {};
  for (let level = 0; level < depth; level++) {
    inner = { inner };
  }
  return inner;
}
