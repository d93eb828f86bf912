import { isDeepStrictEqual } from 'node:util';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { testDatabase } from '@slipway/testing';
import catalogModuleSlipway from '@slipway/plugin-catalog-backend-module-slipway';
import Router from 'express-promise-router';
import request from 'supertest';
import { resource } from './__testUtils__/resource';
import catalogModuleSelfService from './index';
import { Resource } from './SelfServiceApi';

// The catalog looks for work once a second, and again before it stitches.
jest.setTimeout(60_000);

const id = (number: number) =>
  `8c1d1c5e-0e6b-4a57-9d7e-${String(number).padStart(12, '0')}`;

/** Answers as the self-service backend does, from rows that a test sets. */
function selfServiceAnswering(rows: Resource[], asked: string[]) {
  return createBackendPlugin({
    pluginId: 'self-service',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          const router = Router();
          router.get('/resources', async (req, res) => {
            const { principal } = await httpAuth.credentials(req, {
              allow: ['service'],
            });
            asked.push(principal.subject);
            const start = Number(req.query.cursor ?? 0);
            const standing = rows.filter(row =>
              String(req.query.state).split(',').includes(row.state),
            );
            const end = start + 2;
            res.json({
              items: standing.slice(start, end),
              next: end < standing.length ? String(end) : null,
            });
          });
          router.get('/resources/:id', async (req, res) => {
            const found = rows.find(row => row.id === req.params.id);
            res.status(found ? 200 : 404).json(found ?? { error: {} });
          });
          httpRouter.use(router);
        },
      });
    },
  });
}

describe('the catalog with the provider of self-service resources', () => {
  const database = testDatabase();
  const rows: Resource[] = [1, 2, 3, 4, 5].map(number =>
    resource({ id: id(number), name: `space-${number}` }),
  );
  rows.push(resource({ id: id(6), name: 'space-6', state: 'destroyed' }));
  const asked: string[] = [];
  const bus = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
  });
  const announce = (resourceId: string) =>
    bus.publish({
      topic: 'self-service.resource',
      eventPayload: { resourceId },
    });
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        selfServiceAnswering(rows, asked),
        catalogPlugin,
        catalogModuleSlipway,
        catalogModuleSelfService,
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        createServiceFactory({
          service: eventsServiceRef,
          deps: { plugin: coreServices.pluginMetadata },
          factory: ({ plugin }) => bus.forPlugin(plugin.getId()),
        }),
        mockServices.database.factory({ knex: await database.knex() }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:7007' },
            backend: { database: { client: 'pg' } },
            catalog: { processingInterval: { hours: 1 } },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
  });

  async function listEntities(): Promise<Entity[]> {
    const { body } = await request(backend.server)
      .get('/api/catalog/entities?filter=kind=resource')
      .set('Authorization', mockCredentials.service.header());
    return body;
  }

  /** Looks until it is so; what was seen last is in the failure. */
  async function waitFor(
    look: (entities: Entity[]) => unknown,
    expected: unknown,
  ): Promise<Entity[]> {
    for (let attempt = 1; ; attempt++) {
      const entities = await listEntities();
      const seen = look(entities);
      if (isDeepStrictEqual(seen, expected)) {
        return entities;
      }
      if (attempt === 200) {
        throw new Error(`Saw ${JSON.stringify(seen)} after 20 s`);
      }
      await new Promise(done => setTimeout(done, 100));
    }
  }

  const titles = (entities: Entity[]) =>
    entities.map(({ metadata }) => metadata.title).sort();

  it('has an entity for each that stands, read in pages as a service', async () => {
    const [first] = await waitFor(titles, [
      'space-1',
      'space-2',
      'space-3',
      'space-4',
      'space-5',
    ]);
    expect(first.relations).toEqual(
      expect.arrayContaining([
        { type: 'ownedBy', targetRef: 'group:default/checkout' },
        { type: 'partOf', targetRef: 'system:default/shop' },
        { type: 'dependencyOf', targetRef: 'component:default/till' },
      ]),
    );
    expect(first.metadata.annotations).not.toHaveProperty(
      'backstage.io/orphan',
    );
    expect(asked).toEqual(Array(3).fill('plugin:catalog'));
  });

  it('follows events: what is new appears, what is gone disappears', async () => {
    rows.push(resource({ id: id(7), name: 'space-7', state: 'provisioning' }));
    rows[0] = { ...rows[0], state: 'destroyed' };
    rows[1] = { ...rows[1], facts: [{ label: 'Tier', value: 'large' }] };
    await Promise.all([id(1), id(2), id(7)].map(announce));
    await waitFor(titles, [
      'space-2',
      'space-3',
      'space-4',
      'space-5',
      'space-7',
    ]);
    await waitFor(
      found => found.map(({ metadata }) => metadata.description).sort()[0],
      'Namespace in dev on eu-1. Tier: large.',
    );
    expect(asked).toHaveLength(3);
  });
});
