import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { selfServiceReadPermission } from '@slipway/plugin-self-service-common';
import { EdgeContext, identify } from '../access/identify';
import { personOf } from '../service/read/getContext';
import { getRequest } from '../service/read/getRequest';
import { assertFound, getResource } from '../service/read/getResource';
import { listRequests } from '../service/read/listRequests';
import { listResources } from '../service/read/listResources';
import { presentKind } from '../service/read/presentKind';
import { findResource, findResourceByEntity } from '../store/read/findResource';
import {
  presentRequest,
  presentResource,
  requestAnswer,
  resourceAnswer,
} from './answers';

const shown = 50;

const reading = {
  visibilityPermission: selfServiceReadPermission,
  attributes: { readOnly: true, destructive: false, idempotent: true },
};

/** Whoever may look at one thing may look at all. */
function identifyReader(
  context: EdgeContext,
  credentials: BackstageCredentials,
) {
  return identify(context, credentials, selfServiceReadPermission);
}

/** What agents may look at: the same as the pages show, under the same permission. */
export function registerReadActions(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  registerListKinds(registry, context);
  registerListRequests(registry, context);
  registerGetRequest(registry, context);
  registerListResources(registry, context);
  registerGetResource(registry, context);
}

function registerListKinds(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  const { engine } = context;
  registry.register({
    ...reading,
    name: 'list-kinds',
    title: 'List what can be asked for',
    description:
      'Kinds of resources with their fields as JSON Schema, the environments, and the teams that the caller may ask for.',
    schema: {
      input: z => z.object({}),
      output: z =>
        z.object({
          kinds: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              description: z.string(),
              requestSchema: z.record(z.any()),
            }),
          ),
          environments: z.array(
            z.object({ name: z.string(), class: z.string() }),
          ),
          teams: z.array(z.string()),
        }),
    },
    action: async ({ credentials }) => {
      const caller = await identifyReader(context, credentials);
      const { groups, led } = await personOf(engine, caller);
      return {
        output: {
          kinds: engine.kinds
            .list()
            .map(presentKind)
            .map(({ id, title, description, requestSchema }) => ({
              id,
              title,
              description,
              requestSchema,
            })),
          environments: engine.kinds.environments(),
          teams: [...new Set([...groups, ...led])],
        },
      };
    },
  });
}

function registerListRequests(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  registry.register({
    ...reading,
    name: 'list-requests',
    title: 'List requests',
    description: `Requests for resources and changes, newest first, at most ${shown}.`,
    schema: {
      input: z =>
        z.object({
          waitingForMe: z
            .boolean()
            .optional()
            .describe('Those on which the caller may decide'),
          mine: z
            .boolean()
            .optional()
            .describe('Of the caller and their teams'),
          search: z.string().max(100).optional(),
        }),
      output: z =>
        z.object({
          total: z.number(),
          requests: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              state: z.string(),
              team: z.string(),
              environment: z.string(),
              requestedBy: z.string(),
              requestedAt: z.string(),
              mayDecide: z.boolean(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await identifyReader(context, credentials);
      const { items, total } = await listRequests(
        context.engine,
        { ...input, limit: shown },
        caller,
      );
      return { output: { total, requests: items } };
    },
  });
}

function registerGetRequest(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  registry.register({
    ...reading,
    name: 'get-request',
    title: 'Get a request',
    description:
      'One request: its state, plan hash, who may decide, its steps, and why it failed.',
    schema: {
      input: z => z.object({ id: z.string().uuid() }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const caller = await identifyReader(context, credentials);
      const request = await getRequest(context.engine, input.id, caller);
      return { output: presentRequest(request) };
    },
  });
}

function registerListResources(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  registry.register({
    ...reading,
    name: 'list-resources',
    title: 'List resources',
    description: `Resources that were made by self-service and have not ended, last changed first, at most ${shown}.`,
    schema: {
      input: z =>
        z.object({
          mine: z
            .boolean()
            .optional()
            .describe('Of the caller and their teams'),
          team: z
            .string()
            .optional()
            .describe('A full reference such as group:default/checkout'),
          environment: z.string().optional(),
          kind: z.string().optional(),
          search: z.string().max(100).optional(),
        }),
      output: z =>
        z.object({
          total: z.number(),
          resources: z.array(
            z.object({
              id: z.string(),
              kind: z.string(),
              name: z.string(),
              state: z.string(),
              team: z.string(),
              environment: z.string(),
              expiresAt: z.string().nullable(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await identifyReader(context, credentials);
      const { items, total } = await listResources(
        context.engine,
        { ...input, limit: shown },
        caller,
      );
      return { output: { total, resources: items } };
    },
  });
}

function registerGetResource(
  registry: ActionsRegistryService,
  context: EdgeContext,
): void {
  const { engine } = context;
  registry.register({
    ...reading,
    name: 'get-resource',
    title: 'Get a resource',
    description:
      'One resource by its id or catalog entity: state, conditions, drift, and what the caller may do with it.',
    schema: {
      input: z =>
        z.object({
          id: z.string().uuid().optional(),
          entityRef: z
            .string()
            .optional()
            .describe('In place of the id: resource:default/…'),
        }),
      output: resourceAnswer,
    },
    action: async ({ input: { id, entityRef = '' }, credentials }) => {
      const caller = await identifyReader(context, credentials);
      const row = id
        ? await findResource(engine.knex, id)
        : await findResourceByEntity(engine.knex, entityRef);
      const found = assertFound(row, id ?? `of the entity '${entityRef}'`);
      return {
        output: presentResource(await getResource(engine, found, caller)),
      };
    },
  });
}
