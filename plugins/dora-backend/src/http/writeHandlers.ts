import { audited, parsePart } from '@slipway/http';
import {
  deliveryBatchSchema,
  doraIngestPermission,
  doraSampleClearPermission,
  doraSourceRunPermission,
  historyBatchSchema,
} from '@slipway/plugin-dora-common';
import { Request, Response } from 'express';
import {
  cursorSchema,
  sourceIdSchema,
  unresolvedQuerySchema,
} from '../schema/queries';
import { acceptDeliveries } from '../service/acceptDeliveries';
import { clearSample } from '../service/clearSample';
import { recordHistory } from '../service/recordHistory';
import { listUnresolved, readCursor, saveCursor } from '../store/sources';
import { authorize, HandlerContext } from './context';

export function writeHandlers(context: HandlerContext) {
  const { knex } = context;
  return {
    async deliver(request: Request, response: Response) {
      await authorize(context, request, doraIngestPermission);
      const batch = parsePart(deliveryBatchSchema, 'body', request.body);
      const meta = {
        source: batch.source,
        deliveries: batch.deliveries.length,
      };
      const receipt = await audited(
        context,
        request,
        { id: 'deliveries-accept', meta },
        () =>
          acceptDeliveries(knex, batch, {
            now: context.now(),
            sourceType: 'api',
          }),
      );
      context.wakeWorker();
      response.status(202).json(receipt);
    },

    async recordHistory(request: Request, response: Response) {
      await authorize(context, request, doraIngestPermission);
      const batch = parsePart(historyBatchSchema, 'body', request.body);
      const receipt = await audited(
        context,
        request,
        { id: 'history-record', meta: { commits: batch.commits.length } },
        () => recordHistory(knex, batch),
      );
      context.wakeWorker();
      response.status(202).json(receipt);
    },

    async startImport(request: Request, response: Response) {
      await authorize(context, request, doraSourceRunPermission);
      const { id } = parsePart(sourceIdSchema, 'path', request.params);
      await audited(
        context,
        request,
        { id: 'source-import', meta: { source: id } },
        () => context.startImport(id),
      );
      response.status(202).json({ started: true });
    },

    async unresolved(request: Request, response: Response) {
      await authorize(context, request, doraIngestPermission);
      const { id } = parsePart(sourceIdSchema, 'path', request.params);
      const page = parsePart(unresolvedQuerySchema, 'query', request.query);
      const items = await listUnresolved(knex, { source: id, ...page });
      response.json({ items });
    },

    async readCursor(request: Request, response: Response) {
      await authorize(context, request, doraIngestPermission);
      const { id } = parsePart(sourceIdSchema, 'path', request.params);
      response.json({ cursor: (await readCursor(knex, id)) ?? null });
    },

    async saveCursor(request: Request, response: Response) {
      await authorize(context, request, doraIngestPermission);
      const { id } = parsePart(sourceIdSchema, 'path', request.params);
      const { cursor } = parsePart(cursorSchema, 'body', request.body);
      await audited(
        context,
        request,
        { id: 'source-cursor', meta: { source: id } },
        () => saveCursor(knex, id, cursor),
      );
      response.status(204).end();
    },

    async clearSample(request: Request, response: Response) {
      await authorize(context, request, doraSampleClearPermission);
      const removed = await audited(
        context,
        request,
        { id: 'sample-clear', meta: {} },
        () => clearSample(knex),
      );
      context.wakeWorker();
      response.json(removed);
    },
  };
}
