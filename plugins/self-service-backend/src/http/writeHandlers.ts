import {
  selfServiceApprovePermission,
  selfServiceRequestPermission,
} from '@slipway/plugin-self-service-common';
import { Request, Response } from 'express';
import {
  approveBody,
  previewBody,
  reasonBody,
  refuseBody,
  requestBody,
  requestPath,
} from '../schema/queries';
import { approveRequest } from '../service/approveRequest';
import { cancelRequest } from '../service/cancelRequest';
import { previewRequest } from '../service/previewRequest';
import { getRequest } from '../service/read/getRequest';
import { refuseRequest } from '../service/refuseRequest';
import { retryRequest, rollBackRequest } from '../service/retryRequest';
import { submitDraft } from '../service/submitDraft';
import { submitRequest } from '../service/submitRequest';
import { findRequestByKey } from '../store/read/readRequestParts';
import { audited, authorize, HandlerContext } from './context';
import { parsePart } from './parse';

/** Asking, deciding, and moving a request on. */
export function writeHandlers(context: HandlerContext) {
  const { engine } = context;
  return {
    async preview(request: Request, response: Response) {
      const body = parsePart(previewBody, 'body', request.body);
      const requester = await authorize(
        context,
        request,
        selfServiceRequestPermission,
        body.onBehalfOf,
      );
      const { onBehalfOf, ...wanted } = body;
      response.json(await previewRequest(engine, { ...wanted, requester }));
    },

    async submit(request: Request, response: Response) {
      const body = parsePart(requestBody, 'body', request.body);
      const { onBehalfOf, ...wanted } = body;
      const requester = await authorize(
        context,
        request,
        selfServiceRequestPermission,
        onBehalfOf,
      );
      const repeated = await findRequestByKey(engine.knex, {
        requestedBy: requester.ref,
        key: wanted.idempotencyKey,
      });
      const row = await audited(
        context,
        request,
        { id: 'request-submit', meta: { kind: wanted.kind } },
        () => submitRequest(engine, { ...wanted, requester }),
      );
      response
        .status(repeated ? 200 : 201)
        .json(await getRequest(engine, row.id, requester));
    },

    async submitDraft(request: Request, response: Response) {
      const { id } = parsePart(requestPath, 'path', request.params);
      const body = parsePart(reasonBody, 'body', request.body);
      const requester = await authorize(
        context,
        request,
        selfServiceRequestPermission,
        body.onBehalfOf,
      );
      await audited(
        context,
        request,
        { id: 'request-submit', meta: { request: id } },
        () => submitDraft(engine, { id, reason: body.reason, requester }),
      );
      response.json(await getRequest(engine, id, requester));
    },

    async approve(request: Request, response: Response) {
      const { id } = parsePart(requestPath, 'path', request.params);
      const body = parsePart(approveBody, 'body', request.body);
      const by = await authorize(
        context,
        request,
        selfServiceApprovePermission,
      );
      const meta = { request: id, planHash: body.planHash };
      await audited(context, request, { id: 'request-approve', meta }, () =>
        approveRequest(engine, { requestId: id, by, ...body }),
      );
      response.json(await getRequest(engine, id, by));
    },

    async refuse(request: Request, response: Response) {
      const { id } = parsePart(requestPath, 'path', request.params);
      const body = parsePart(refuseBody, 'body', request.body);
      const by = await authorize(
        context,
        request,
        selfServiceApprovePermission,
      );
      const meta = { request: id, planHash: body.planHash };
      await audited(context, request, { id: 'request-refuse', meta }, () =>
        refuseRequest(engine, { requestId: id, by, ...body }),
      );
      response.json(await getRequest(engine, id, by));
    },

    cancel: moveOn(context, 'cancel', cancelRequest),
    retry: moveOn(context, 'retry', retryRequest),
    rollBack: moveOn(context, 'roll-back', rollBackRequest),
  };
}

type Move = typeof cancelRequest;

/** A move that needs no more than the wish, and a reason if there is one. */
function moveOn(context: HandlerContext, name: string, move: Move) {
  return async (request: Request, response: Response) => {
    const { id } = parsePart(requestPath, 'path', request.params);
    const { reason, onBehalfOf } = parsePart(reasonBody, 'body', request.body);
    const by = await authorize(
      context,
      request,
      selfServiceRequestPermission,
      onBehalfOf,
    );
    await audited(
      context,
      request,
      { id: `request-${name}`, meta: { request: id } },
      () => move(context.engine, { requestId: id, reason, by }),
    );
    response.json(await getRequest(context.engine, id, by));
  };
}
