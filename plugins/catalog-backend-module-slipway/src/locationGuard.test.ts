import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { createLocationGuard } from './locationGuard';

const target = 'https://git.saltmarsh.example/cart/catalog-info.yaml';

const entity = (name: string, kind = 'Component', from = target): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    annotations: { 'backstage.io/managed-by-origin-location': `url:${from}` },
  },
});

/** The catalog behind its guard; the caller may do what `allowed` lists. */
function setUp(entities: Entity[], allowed: string[] = []) {
  const catalog = catalogServiceMock({ entities });
  jest
    .spyOn(catalog, 'getLocationById')
    .mockImplementation(async id =>
      id === 'cart'
        ? { id, type: 'url', target, entityRef: 'location:default/cart' }
        : undefined,
    );
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(query => {
        const what = 'resourceRef' in query ? query.resourceRef : undefined;
        const name = `${query.permission.name} ${what ?? ''}`.trim();
        return {
          result: allowed.includes(name)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
        };
      }),
  });
  const app = express();
  app.use(
    createLocationGuard({
      auth: mockServices.auth(),
      catalog,
      httpAuth: mockServices.httpAuth(),
      permissions,
    }),
  );
  app.use((_, response) => response.status(299).end());
  app.use(mockErrorHandler());
  return { app, permissions };
}

const ownCart = 'catalog.entity.delete component:default/cart';

describe('createLocationGuard', () => {
  it.each(['put', 'delete'] as const)(
    'lets %s pass when the person may delete all that came from the location',
    async method => {
      const { app } = setUp(
        [
          entity('cart'),
          entity('nested', 'Location'),
          entity('shop', 'Component', 'https://elsewhere.example/shop.yaml'),
        ],
        [ownCart],
      );

      const { status } = await request(app)[method]('/locations/cart');

      expect(status).toBe(299);
    },
  );

  it.each(['put', 'delete'] as const)(
    'stops %s and names what is not the person’s',
    async method => {
      const { app } = setUp([entity('cart'), entity('shop')], [ownCart]);

      const { status, body } = await request(app)[method]('/locations/cart');

      expect(status).toBe(403);
      expect(body.error.message).toBe(
        'The location cart stays as it is: you may not remove what came from it: component:default/shop. Ask the lead of the team that owns it, or a platform engineer.',
      );
    },
  );

  it('leaves a location from which nothing came to platform engineers', async () => {
    const lead = setUp([entity('nested', 'Location')], [ownCart]);
    const engineer = setUp([], ['catalog.ingestion.manage']);

    const stopped = await request(lead.app).delete('/locations/cart');
    const passed = await request(engineer.app).delete('/locations/cart');

    expect(stopped.status).toBe(403);
    expect(stopped.body.error.message).toContain('belongs to no team');
    expect(passed.status).toBe(299);
  });

  it('leaves other requests, unknown locations and services alone', async () => {
    const { app, permissions } = setUp([entity('cart')]);

    const answers = [
      await request(app).get('/locations/cart'),
      await request(app).post('/locations'),
      await request(app).delete('/locations/unknown'),
      await request(app)
        .delete('/locations/cart')
        .set('Authorization', mockCredentials.service.header()),
    ];

    expect(answers.map(({ status }) => status)).toEqual([299, 299, 299, 299]);
    expect(permissions.authorize).not.toHaveBeenCalled();
  });
});
