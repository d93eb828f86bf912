import {
  ActionResult,
  selfServiceRequestPermission,
} from '@slipway/plugin-self-service-common';
import { Request, Response } from 'express';
import {
  actionBody,
  actionPreviewBody,
  resourceActionPath,
} from '../schema/queries';
import { getRequest } from '../service/read/getRequest';
import { assertFound, getResource } from '../service/read/getResource';
import { previewAction, requestAction } from '../service/requestAction';
import { findResource } from '../store/read/findResource';
import { audited, authorize, HandlerContext } from './context';
import { parsePart } from './parse';

/** What a resource can be asked to do. */
export function actionHandlers(context: HandlerContext) {
  const { engine } = context;
  return {
    async preview(request: Request, response: Response) {
      const path = parsePart(resourceActionPath, 'path', request.params);
      const body = parsePart(actionPreviewBody, 'body', request.body);
      const requester = await authorize(
        context,
        request,
        selfServiceRequestPermission,
        body.onBehalfOf,
      );
      response.json(
        await previewAction(engine, {
          resourceId: path.id,
          action: path.action,
          input: body.input,
          reason: body.reason,
          requester,
        }),
      );
    },

    async act(request: Request, response: Response) {
      const { id, action } = parsePart(
        resourceActionPath,
        'path',
        request.params,
      );
      const body = parsePart(actionBody, 'body', request.body);
      const { onBehalfOf, ...wanted } = body;
      const requester = await authorize(
        context,
        request,
        selfServiceRequestPermission,
        onBehalfOf,
      );
      const outcome = await audited(
        context,
        request,
        { id: 'resource-action', meta: { resource: id, action } },
        () =>
          requestAction(engine, {
            ...wanted,
            resourceId: id,
            action,
            requester,
          }),
      );
      const row = assertFound(await findResource(engine.knex, id), id);
      const result: ActionResult = {
        resource: await getResource(engine, row, requester),
        ...(outcome.request && {
          request: await getRequest(engine, outcome.request.id, requester),
        }),
        ...(outcome.issued && { issued: outcome.issued }),
      };
      if (outcome.issued) {
        response.setHeader('cache-control', 'no-store');
      }
      response.status(202).json(result);
    },
  };
}
