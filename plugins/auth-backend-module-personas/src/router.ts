import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { listPersonas } from './listPersonas';
import type { LocalRequestGuard } from './localRequest';
import type { PersonaSettings } from './settings';

/** What the auth plugin's own routes of a provider have no place for. */
export function createRouter(options: {
  auth: AuthService;
  catalog: CatalogService;
  settings: PersonaSettings;
  assertLocal: LocalRequestGuard;
}): Router {
  const { assertLocal, ...rest } = options;
  const router = PromiseRouter();
  router.get('/personas/list', async (request, response) => {
    assertLocal(request);
    response.json({ personas: await listPersonas(rest) });
  });
  return router;
}
