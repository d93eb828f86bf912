import express, { Router } from 'express';
import createRouter from 'express-promise-router';
import { HandlerContext } from './http/context';
import { readHandlers } from './http/readHandlers';
import { writeHandlers } from './http/writeHandlers';
import { openApiDocument } from './schema/openapi';

/** 5,000 commits with long subjects fit; a request larger than this is refused. */
const bodyLimit = '10mb';

/** The DORA API. Each route is described in schema/openapi.ts. */
export function createDoraRouter(
  context: HandlerContext,
  options: { baseUrl: string },
): Router {
  const read = readHandlers(context);
  const write = writeHandlers(context);
  const router = createRouter();
  router.use(express.json({ limit: bodyLimit }));

  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument(options.baseUrl));
  });

  router.get('/metrics', read.metrics);
  router.get('/services', read.services);
  router.get('/deployments', read.deployments);
  router.get('/deployments/:id', read.deployment);
  router.get('/changes', read.changes);

  router.post('/deliveries', write.deliver);
  router.post('/histories', write.recordHistory);

  router.get('/sources', read.sources);
  router.post('/sources/:id/import', write.startImport);
  router.get('/sources/:id/unresolved', write.unresolved);
  router.get('/sources/:id/cursor', write.readCursor);
  router.put('/sources/:id/cursor', write.saveCursor);

  router.get('/sample', read.sample);
  router.delete('/sample', write.clearSample);
  return router;
}
