import { audited, parsePart } from '@slipway/http';
import { selfServiceApprovePermission } from '@slipway/plugin-self-service-common';
import { Request, Response } from 'express';
import { z } from 'zod';
import {
  approveBody,
  previewBody,
  reasonBody,
  refuseBody,
  requestBody,
  requestPath,
} from '../schema/queries';
import { approveRequest, DecisionOptions } from '../service/approveRequest';
import { cancelRequest } from '../service/cancelRequest';
import { previewRequest } from '../service/previewRequest';
import { getRequest } from '../service/read/getRequest';
import { refuseRequest } from '../service/refuseRequest';
import { retryRequest, rollBackRequest } from '../service/retryRequest';
import { submitDraft } from '../service/submitDraft';
import { submitRequest } from '../service/submitRequest';
import { findRequestByKey } from '../store/read/readRequestParts';
import { authorize, HandlerContext, readWish } from './context';

/** Asking, deciding, and moving a request on. */
export function writeHandlers(context: HandlerContext) {
  const { engine } = context;
  return {
    async preview(request: Request, response: Response) {
      const { wanted, requester } = await readWish(
        context,
        request,
        previewBody,
      );
      response.json(await previewRequest(engine, { ...wanted, requester }));
    },

    async submit(request: Request, response: Response) {
      const { wanted, requester } = await readWish(
        context,
        request,
        requestBody,
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

    submitDraft: moveOn(context, 'submit', (_, { requestId, reason, by }) =>
      submitDraft(engine, { id: requestId, reason, requester: by }),
    ),
    approve: decide(context, 'approve', approveBody, approveRequest),
    refuse: decide(context, 'refuse', refuseBody, refuseRequest),
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
    const { wanted, requester } = await readWish(context, request, reasonBody);
    await audited(
      context,
      request,
      { id: `request-${name}`, meta: { request: id } },
      () => move(context.engine, { ...wanted, requestId: id, by: requester }),
    );
    response.json(await getRequest(context.engine, id, requester));
  };
}

/** A decision on the plan that whoever decides has seen. */
function decide(
  context: HandlerContext,
  name: string,
  schema: z.ZodType<Pick<DecisionOptions, 'planHash' | 'reason'>>,
  act: typeof approveRequest,
) {
  return async (request: Request, response: Response) => {
    const { id } = parsePart(requestPath, 'path', request.params);
    const body = parsePart(schema, 'body', request.body);
    const by = await authorize(context, request, selfServiceApprovePermission);
    const meta = { request: id, planHash: body.planHash };
    await audited(context, request, { id: `request-${name}`, meta }, () =>
      act(context.engine, { ...body, requestId: id, by }),
    );
    response.json(await getRequest(context.engine, id, by));
  };
}
