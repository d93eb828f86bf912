import {
  coreServices,
  createServiceFactory,
  PermissionsService,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import { replicasStartInTurn } from '@slipway/database';
import { TestKubernetes } from '@slipway/testing';
import selfServicePlugin from '@slipway/plugin-self-service-backend';
import knexFactory, { Knex } from 'knex';
import namespacesModule from '../..';
import { recordingLogger } from './recordingLogger';

export const ana = 'user:default/ana.brandt';
export const joel = 'user:default/joel.mensah';
export const priya = 'user:default/priya.raman';
export const checkout = 'group:default/checkout';
export const warehouse = 'group:default/warehouse';

const platform = 'group:default/platform';

const group = (
  ref: string,
  lead: string,
  costCenter: string,
  members = [ana, joel, priya],
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name: ref.split('/')[1],
    namespace: 'default',
    annotations: {
      'slipway.dev/lead': lead,
      'slipway.dev/cost-center': costCenter,
    },
  },
  spec: { type: 'team' },
  relations: members.map(targetRef => ({
    type: 'hasMember',
    targetRef,
  })),
});

const shop = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production' },
  relations: [{ type: 'ownedBy', targetRef: checkout }],
};

const entities = [
  shop,
  group(checkout, joel, 'CC-1001'),
  group(warehouse, priya, 'CC-2002'),
  group(platform, priya, 'CC-2002', [priya]),
];

/** The engine in a whole backend, with everything it tells others recorded. */
export type ProofPortal = {
  url: string;
  /** All that was logged, at every level. */
  logs: string[];
  notifications: NotificationSendOptions[];
  /** Events for Backstage's auditor. */
  audited: unknown[];
  stop(): Promise<void>;
};

export type ProofOptions = {
  /** Of a PostgreSQL database. */
  database: string;
  /** The database as this portal sees it, when it is not to see all. */
  seenAs?: (knex: Knex) => Knex;
  /** Backstage's own unless another is given. */
  scheduler?: ServiceFactory;
  /** Where repositories are kept. */
  workingDirectory?: string;
  /** `selfService.namespaces.targets`. */
  targets: JsonObject[];
  /** More of `selfService.namespaces`. */
  namespaces?: JsonObject;
  /** More of `selfService`. */
  settings?: JsonObject;
};

/**
 * Starts self-service with namespaces in a backend of its own: real scheduler,
 * real queue, real HTTP. People are told apart by Backstage's test credentials.
 */
export async function startPortal(options: ProofOptions): Promise<ProofPortal> {
  const { logger, lines } = recordingLogger();
  const notifications: NotificationSendOptions[] = [];
  const audited: unknown[] = [];
  const config = configuration(options);
  const knex = knexFactory({ client: 'pg', connection: options.database });
  const backend = await startTestBackend({
    features: [
      replicasStartInTurn,
      selfServicePlugin,
      namespacesModule,
      mockServices.rootConfig.factory({ data: config }),
      mockServices.database.factory({ knex: options.seenAs?.(knex) ?? knex }),
      options.scheduler ?? schedulerServiceFactory,
      catalogServiceMock.factory({ entities }),
      permissions(),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          async createEvent(event) {
            audited.push(event);
            return {
              success: async success => {
                audited.push(success);
              },
              fail: async fail => {
                audited.push(fail);
              },
            };
          },
        }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          async send(notification) {
            notifications.push(notification);
          },
        }),
      }),
    ],
  });
  return {
    url: `http://localhost:${backend.server.port()}`,
    logs: lines,
    notifications,
    audited,
    async stop() {
      await backend.stop();
      await knex.destroy();
    },
  };
}

/** A target that is a cluster, seen by a URL of its own if need be. */
export function liveTarget(
  cluster: TestKubernetes,
  url: string = cluster.url,
): JsonObject {
  const { ca, token } = cluster;
  return {
    type: 'live',
    name: 'test',
    cluster: { type: 'service-account', url, ca, token },
  };
}

/** Priya may change quotas and read the audit; the others may ask. */
function permissions() {
  const authorize: PermissionsService['authorize'] = async (asked, context) => {
    const principal: unknown =
      'credentials' in context ? context.credentials.principal : undefined;
    const admin =
      typeof principal === 'object' &&
      principal !== null &&
      'userEntityRef' in principal &&
      principal.userEntityRef === priya;
    return asked.map(({ permission: { name } }) => ({
      result:
        admin || !/admin|audit/.test(name)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    }));
  };
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => ({ authorize, authorizeConditional: authorize as never }),
  });
}

function configuration({
  database,
  targets,
  namespaces,
  settings,
  workingDirectory,
}: ProofOptions): JsonObject {
  return {
    backend: {
      database: { client: 'pg', connection: database },
      ...(workingDirectory && { workingDirectory }),
    },
    app: { baseUrl: 'http://localhost:3000' },
    permission: { slipway: { platformGroups: [platform] } },
    selfService: {
      costCenters: ['CC-1001', 'CC-2002'],
      reconciler: { sweep: 'PT1S', lease: 'PT2S' },
      prices: {
        entries: ['cpu', 'memory', 'storage'].map(what => ({
          sku: `kubernetes.${what}`,
          title: what,
          unit: what === 'cpu' ? 'core' : 'GiB',
          unitPrice: '0.10',
          validFrom: '2026-01-01',
          source: 'price list of the tests',
        })),
      },
      ...settings,
      namespaces: { ...namespaces, targets },
    },
  };
}

export type Reply = { status: number; body: any; text: string };

/** One call of the API as a person. */
export async function call(
  { url }: Pick<ProofPortal, 'url'>,
  who: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Reply> {
  const response = await fetch(`${url}/api/self-service${path}`, {
    method,
    headers: {
      authorization: mockCredentials.user.header(who),
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('/json');
  return { status: response.status, body: json ? JSON.parse(text) : {}, text };
}
