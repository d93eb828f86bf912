import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { testDatabase } from '@slipway/testing';
import request from 'supertest';
import authModulePersonas from './index';

const ana = 'user:default/ana.brandt';
const joel = 'user:default/joel.mensah';
const choice = 'X-Slipway-Persona';

const user = (name: string, displayName: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, description: 'Software engineer' },
  spec: {
    profile: { displayName, email: `${name}@saltmarsh.example` },
    memberOf: ['sailing-club', 'checkout'],
  },
  relations: [
    { type: 'memberOf', targetRef: 'group:default/sailing-club' },
    { type: 'memberOf', targetRef: 'group:default/checkout' },
  ],
});

const group = (name: string, type: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, title: name.toUpperCase() },
  spec: { type, children: [] },
});

const entities = [
  user('ana.brandt', 'Ana Brandt'),
  user('dilnoza.rakhimova', 'Dilnoza Rakhimova'),
  group('sailing-club', 'club'),
  group('checkout', 'team'),
];

type ConfigData = NonNullable<
  Parameters<typeof mockServices.rootConfig>[0]
>['data'];

const app = { baseUrl: 'http://localhost:7007' };
const backend = {
  baseUrl: 'http://localhost:7007',
  listen: { host: '127.0.0.1', port: 0 },
  database: { client: 'pg' },
};
const providers = { personas: { development: { users: [ana, joel] } } };
const trial = { app, backend, auth: { environment: 'development', providers } };

describe('sign-in as a persona', () => {
  const database = testDatabase();
  const stops: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
  });

  async function start(data: ConfigData = trial) {
    const running = await startTestBackend({
      features: [
        authPlugin,
        authModulePersonas,
        authServiceFactory,
        httpAuthServiceFactory,
        mockServices.rootConfig.factory({ data }),
        mockServices.database.factory({ knex: await database.knex() }),
        catalogServiceMock.factory({ entities }),
      ],
    });
    stops.push(() => running.stop());
    return request(running.server);
  }

  it('lists the configured people in order, with what the catalog knows', async () => {
    const server = await start();

    const { body } = await server.get('/api/auth/personas/list').expect(200);

    expect(body).toEqual({
      personas: [
        {
          entityRef: ana,
          displayName: 'Ana Brandt',
          title: 'Software engineer',
          team: {
            entityRef: 'group:default/checkout',
            displayName: 'CHECKOUT',
          },
          ready: true,
        },
        { entityRef: joel, displayName: 'joel.mensah', ready: false },
      ],
    });
  });

  it('signs a listed person in, with a token that the backend accepts', async () => {
    const server = await start();

    const { body } = await server
      .get('/api/auth/personas/refresh')
      .set(choice, 'User:Ana.Brandt')
      .expect(200);

    expect(body).toEqual({
      profile: {
        displayName: 'Ana Brandt',
        email: 'ana.brandt@saltmarsh.example',
      },
      providerInfo: { entityRef: ana },
      backstageIdentity: {
        token: expect.any(String),
        expiresInSeconds: expect.any(Number),
        identity: {
          type: 'user',
          userEntityRef: ana,
          ownershipEntityRefs: expect.any(Array),
        },
      },
    });
    const { body: info } = await server
      .get('/api/auth/v1/userinfo')
      .set('Authorization', `Bearer ${body.backstageIdentity.token}`)
      .expect(200);
    expect(info.claims).toEqual(
      expect.objectContaining({
        sub: ana,
        ent: [ana, 'group:default/sailing-club', 'group:default/checkout'],
      }),
    );
  });

  it('signs in again after a restart, with nothing kept but the choice', async () => {
    const before = await start();
    await before
      .post('/api/auth/personas/refresh')
      .set(choice, ana)
      .expect(200);
    await stops.pop()?.();

    const after = await start();

    const { status } = await after
      .post('/api/auth/personas/refresh')
      .set(choice, ana);
    expect(status).toBe(200);
  });

  it.each([
    [400, undefined, /X-Slipway-Persona is missing/],
    [400, 'ana brandt', /is "ana brandt"; it must be the reference/],
    [400, 'group:default/checkout', /must be the reference of a user/],
    [403, 'user:default/dilnoza.rakhimova', /is not one of the people/],
    [403, 'user:other/ana.brandt', /is not one of the people/],
    [503, joel, /is not in the catalog\. .* try again/],
  ])('answers %i to the choice %s', async (status, name, message) => {
    const server = await start();
    const sent = server.get('/api/auth/personas/refresh');

    const { body } = await (name ? sent.set(choice, name) : sent);

    expect(body.response.statusCode).toBe(status);
    expect(body.error.message).toMatch(message);
    expect(JSON.stringify(body)).not.toContain('token');
  });

  it.each([
    ['X-Forwarded-For', '203.0.113.9, 127.0.0.1'],
    ['Forwarded', 'for=127.0.0.1, for="[2001:db8::9]:4711";proto=https'],
    ['X-Real-Ip', '10.0.0.4'],
    ['Host', 'portal.saltmarsh.example:7007'],
    ['Host', 'localhost.saltmarsh.example'],
  ])('answers no request with %s: %s', async (header, value) => {
    const server = await start();

    for (const path of ['list', 'refresh']) {
      const { body } = await server
        .get(`/api/auth/personas/${path}`)
        .set(choice, ana)
        .set(header, value)
        .expect(403);
      expect(body.error.message).toMatch(/only on the machine/);
    }
  });

  it('passes requests that a proxy on this machine forwarded for it', async () => {
    const server = await start();

    const { status } = await server
      .get('/api/auth/personas/refresh')
      .set(choice, ana)
      .set('X-Forwarded-For', '127.0.0.1')
      .set('Host', '[::1]:7007');
    expect(status).toBe(200);
  });

  it('is absent when it is not configured, whatever else is', async () => {
    const server = await start({
      ...trial,
      backend: { ...backend, listen: ':0' },
      auth: { environment: 'production', providers: { personas: null } },
    });

    for (const path of ['list', 'refresh']) {
      const { status } = await server
        .get(`/api/auth/personas/${path}`)
        .set(choice, ana);
      expect(status).toBe(404);
    }
  });

  it('stops the start in an installation that is no trial', async () => {
    await expect(
      start({ ...trial, auth: { environment: 'production', providers } }),
    ).rejects.toThrow(/auth\.environment is "production"/);
  });

  it('answers other machines when allowNonLoopback says so', async () => {
    const server = await start({
      ...trial,
      backend: { ...backend, baseUrl: 'http://portal.example:7007' },
      auth: {
        providers: {
          personas: { development: { users: [ana], allowNonLoopback: true } },
        },
      },
    });

    const { status } = await server
      .get('/api/auth/personas/refresh')
      .set(choice, ana)
      .set('Host', 'portal.example:7007')
      .set('X-Forwarded-For', '203.0.113.9');
    expect(status).toBe(200);
  });
});
