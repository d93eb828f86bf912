import { audited, parsePart } from '@slipway/http';
import { ActionResult } from '@slipway/plugin-self-service-common';
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
import { HandlerContext, readWish } from './context';

/** What a resource can be asked to do. */
export function actionHandlers(context: HandlerContext) {
  const { engine } = context;
  return {
    async preview(request: Request, response: Response) {
      const { id, action } = readPath(request);
      const { wanted, requester } = await readWish(
        context,
        request,
        actionPreviewBody,
      );
      const asked = { ...wanted, resourceId: id, action, requester };
      response.json(await previewAction(engine, asked));
    },

    async act(request: Request, response: Response) {
      const { id, action } = readPath(request);
      const { wanted, requester } = await readWish(
        context,
        request,
        actionBody,
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

function readPath(request: Request) {
  return parsePart(resourceActionPath, 'path', request.params);
}
