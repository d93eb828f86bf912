import express, { Router } from 'express';
import createRouter from 'express-promise-router';
import { HandlerContext } from './http/context';
import { actionHandlers } from './http/actionHandlers';
import { governHandlers } from './http/governHandlers';
import { readHandlers } from './http/readHandlers';
import { writeHandlers } from './http/writeHandlers';
import { openApiDocument } from './schema/openapi';

/** A form's fields fit many times over; a larger body is refused. */
const bodyLimit = '256kb';

/** The self-service API. Each route is described in schema/operations.ts. */
export function createSelfServiceRouter(
  context: HandlerContext,
  options: {
    baseUrl: string;
    /** Routes below /previews; they read bodies in their own way. */
    previews: Router;
  },
): Router {
  const read = readHandlers(context);
  const write = writeHandlers(context);
  const act = actionHandlers(context);
  const govern = governHandlers(context);
  const router = createRouter();
  router.use('/previews', options.previews);
  router.use(express.json({ limit: bodyLimit }));

  router.get('/openapi.json', (_request, response) => {
    response.json(
      openApiDocument(options.baseUrl, context.engine.kinds.list()),
    );
  });

  router.get('/context', read.context);
  router.get('/kinds', read.kinds);
  router.get('/kinds/:id', read.kind);
  router.get('/environments', read.environments);
  router.get('/targets', read.targets);

  router.post('/requests/preview', write.preview);
  router.post('/requests', write.submit);
  router.get('/requests', read.requests);
  router.get('/requests/:id', read.request);
  router.post('/requests/:id/submit', write.submitDraft);
  router.post('/requests/:id/approve', write.approve);
  router.post('/requests/:id/refuse', write.refuse);
  router.post('/requests/:id/cancel', write.cancel);
  router.post('/requests/:id/retry', write.retry);
  router.post('/requests/:id/roll-back', write.rollBack);

  router.get('/resources', read.resources);
  router.get('/resources/by-entity', read.resourceByEntity);
  router.get('/resources/:id', read.resource);
  router.get('/resources/:id/requests', read.requestsOfResource);
  router.get('/resources/:id/drift', read.drift);
  router.post('/resources/:id/actions/:action', act.act);
  router.post('/resources/:id/actions/:action/preview', act.preview);
  router.get('/resources/:kind/:target/:name', read.resourceByName);

  router.get('/audit', govern.audit);
  router.get('/audit/export', govern.exportAudit);
  router.get('/audit/check', govern.checkAudit);
  router.get('/policies', govern.policies);
  router.get('/policies/admission.yaml', govern.admissionPolicies);
  router.get('/quotas', govern.quotas);
  router.put('/quotas', govern.setQuota);
  router.delete('/quotas/:id', govern.removeQuota);
  router.get('/prices', govern.prices);
  router.post('/sweep', govern.sweep);
  return router;
}
