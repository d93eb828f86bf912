import {
  createBackendModule,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { selfServiceExtensionPoint } from '@slipway/plugin-self-service-node';
import { Knex } from 'knex';
import { Server } from 'node:http';
import request, { Test } from 'supertest';
import { selfServicePlugin } from '../plugin';
import { ana, checkout, joel, platform, priya, warehouse } from './engine';
import { exampleKind, exampleTarget } from './exampleKind';
import { ExampleStore } from './exampleStore';

const group = (
  ref: string,
  of: { members: string[]; lead: string; costCenter?: string },
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name: ref.split('/')[1],
    namespace: 'default',
    annotations: {
      'slipway.dev/lead': of.lead,
      ...(of.costCenter && { 'slipway.dev/cost-center': of.costCenter }),
    },
  },
  spec: { type: 'team' },
  relations: of.members.map(targetRef => ({ type: 'hasMember', targetRef })),
});

const groups = [
  group(checkout, { members: [ana, joel], lead: joel, costCenter: 'CC-1001' }),
  group(warehouse, { members: [], lead: 'user:default/lead.warehouse' }),
  group(platform, { members: [priya], lead: priya }),
];

/** Sent as the token of a service. */
export const pipeline = 'external:test-service';

/** Who has a permission is written as `user permission`. */
export type Denied = (user: string, permission: string) => boolean;

/** As the shipped policy: leads audit, platform engineers administer. */
const shipped: Denied = (user, permission) =>
  (permission === 'self-service.admin' && user !== priya) ||
  (permission === 'self-service.audit.read' && user === ana);

function permissionsOf(denied: Denied) {
  const authorize: PermissionsService['authorize'] = async (asked, options) => {
    const principal: unknown =
      'credentials' in options ? options.credentials.principal : undefined;
    const user =
      typeof principal === 'object' &&
      principal !== null &&
      'userEntityRef' in principal
        ? String(principal.userEntityRef)
        : pipeline;
    return asked.map(({ permission }) => ({
      result:
        user !== pipeline && denied(user, permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }));
  };
  return mockServices.permissions.mock({
    authorize: jest.fn(authorize),
  });
}

export type Portal = {
  server: Server;
  store: ExampleStore;
  /** Backstage audit events, in order. */
  events: Array<{ eventId: string; meta?: object; outcome: string }>;
  get(who: string, path: string): Test;
  send(
    who: string,
    method: 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ): Test;
};

/** The plugin in a backend with the example kind, on a real database. */
export async function startPortal(options: {
  knex: Knex;
  denied?: Denied;
  settings?: object;
}): Promise<Portal> {
  const store = new ExampleStore();
  const events: Portal['events'] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async ({ eventId, meta }) => {
      const event = { eventId, meta, outcome: 'none' };
      events.push(event);
      return {
        success: async () => {
          event.outcome = 'success';
        },
        fail: async () => {
          event.outcome = 'fail';
        },
      };
    }),
  });
  const { server } = await startTestBackend({
    features: [
      selfServicePlugin,
      exampleModule(store),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          permission: { slipway: { platformGroups: [platform] } },
          selfService: {
            costCenters: ['CC-1001'],
            prices: {
              entries: [
                {
                  sku: 'example.storage',
                  title: 'Storage',
                  unit: 'GiB',
                  unitPrice: '0.023',
                  validFrom: '2026-01-01',
                  source: 'price list of 2026',
                },
              ],
            },
            reconciler: { sweep: 'PT1S' },
            ...options.settings,
          },
        },
      }),
      mockServices.database.factory({ knex: options.knex }),
      permissionsOf(options.denied ?? shipped).factory,
      auditor.factory,
      catalogServiceMock.factory({ entities: groups }),
    ],
  });
  const as = (test: Test, who: string) =>
    test.set(
      'authorization',
      who === pipeline
        ? mockCredentials.service.header()
        : mockCredentials.user.header(who),
    );
  const url = (path: string) => `/api/self-service${path}`;
  return {
    server,
    store,
    events,
    get: (who, path) => as(request(server).get(url(path)), who),
    send: (who, method, path, body = {}) =>
      as(request(server)[method](url(path)).send(body), who),
  };
}

function exampleModule(store: ExampleStore) {
  return createBackendModule({
    pluginId: 'self-service',
    moduleId: 'example',
    register(env) {
      env.registerInit({
        deps: { selfService: selfServiceExtensionPoint },
        async init({ selfService }) {
          selfService.addKind(exampleKind(store));
          selfService.addTarget(exampleTarget());
        },
      });
    },
  });
}
