import { parsePart } from '@slipway/http';
import {
  selfServiceAdminPermission,
  selfServiceAuditReadPermission,
  selfServiceReadPermission,
  selfServiceRequestPermission,
} from '@slipway/plugin-self-service-common';
import { Request, Response } from 'express';
import {
  byEntityQuery,
  driftQuery,
  kindPath,
  ofResourceQuery,
  requestPath,
  requestsQuery,
  resourceNamePath,
  resourcePath,
  resourcesQuery,
} from '../schema/queries';
import { getContext } from '../service/read/getContext';
import { getRequest } from '../service/read/getRequest';
import {
  assertFound,
  getResource,
  listDriftOf,
} from '../service/read/getResource';
import { listRequests } from '../service/read/listRequests';
import { listResources } from '../service/read/listResources';
import { listTargets } from '../service/read/listTargets';
import { presentKind } from '../service/read/presentKind';
import {
  findResource,
  findResourceByEntity,
  findResourceByName,
} from '../store/read/findResource';
import {
  authorize,
  credentialsOf,
  HandlerContext,
  listAllowed,
} from './context';
import { readSort } from './order';

/** What can be asked for, what was, and what there is. */
export function readHandlers(context: HandlerContext) {
  const { engine } = context;
  const reader = (request: Request) =>
    authorize(context, request, selfServiceReadPermission);
  const resourceOf = async (id: string) =>
    assertFound(await findResource(engine.knex, id), id);
  return {
    async context(request: Request, response: Response) {
      const caller = await reader(request);
      const [mayRequest, mayAudit, mayAdmin] = await listAllowed(
        context,
        await credentialsOf(context, request),
        [
          selfServiceRequestPermission,
          selfServiceAuditReadPermission,
          selfServiceAdminPermission,
        ],
      );
      const may = { mayRequest, mayAudit, mayAdmin };
      response.json(await getContext(engine, context.health, caller, may));
    },

    async kinds(request: Request, response: Response) {
      await reader(request);
      response.json(engine.kinds.list().map(presentKind));
    },

    async kind(request: Request, response: Response) {
      await reader(request);
      const { id } = parsePart(kindPath, 'path', request.params);
      response.json(presentKind(engine.kinds.get(id)));
    },

    async environments(request: Request, response: Response) {
      await reader(request);
      response.json(engine.kinds.environments());
    },

    async targets(request: Request, response: Response) {
      await reader(request);
      response.json(await listTargets(engine, context.health));
    },

    async requests(request: Request, response: Response) {
      const caller = await reader(request);
      const { sort, ...query } = parsePart(
        requestsQuery,
        'query',
        request.query,
      );
      const options = { ...query, ...readSort(sort) };
      response.json(await listRequests(engine, options, caller));
    },

    async request(request: Request, response: Response) {
      const caller = await reader(request);
      const { id } = parsePart(requestPath, 'path', request.params);
      response.json(await getRequest(engine, id, caller));
    },

    async resources(request: Request, response: Response) {
      const caller = await reader(request);
      const { sort, ...query } = parsePart(
        resourcesQuery,
        'query',
        request.query,
      );
      const options = { ...query, ...readSort(sort) };
      response.json(await listResources(engine, options, caller));
    },

    async resource(request: Request, response: Response) {
      const caller = await reader(request);
      const { id } = parsePart(resourcePath, 'path', request.params);
      response.json(await getResource(engine, await resourceOf(id), caller));
    },

    async resourceByEntity(request: Request, response: Response) {
      const caller = await reader(request);
      const { ref } = parsePart(byEntityQuery, 'query', request.query);
      const row = await findResourceByEntity(engine.knex, ref);
      const found = assertFound(row, `of the entity ${ref}`);
      response.json(await getResource(engine, found, caller));
    },

    async resourceByName(request: Request, response: Response) {
      const caller = await reader(request);
      const of = parsePart(resourceNamePath, 'path', request.params);
      const row = await findResourceByName(engine.knex, of);
      const found = assertFound(row, `${of.kind}/${of.target}/${of.name}`);
      response.json(await getResource(engine, found, caller));
    },

    async requestsOfResource(request: Request, response: Response) {
      const caller = await reader(request);
      const { id } = parsePart(resourcePath, 'path', request.params);
      const page = parsePart(ofResourceQuery, 'query', request.query);
      await resourceOf(id);
      const options = { resourceId: id, ...page };
      response.json(await listRequests(engine, options, caller));
    },

    async drift(request: Request, response: Response) {
      await reader(request);
      const { id } = parsePart(resourcePath, 'path', request.params);
      const { state, ...page } = parsePart(driftQuery, 'query', request.query);
      await resourceOf(id);
      response.json(await listDriftOf(engine, { resourceId: id, state }, page));
    },
  };
}
