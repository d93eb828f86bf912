import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  catalogEntityDeletePermission,
  catalogIngestionManagePermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';

/** The services that the guard asks. */
export interface LocationGuardOptions {
  auth: AuthService;
  catalog: CatalogService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}

/**
 * References of what came from a location. Locations inside it are left out:
 * they have no owner, and what came from them has the same origin.
 */
async function listEntitiesFrom(
  { auth, catalog }: LocationGuardOptions,
  location: { type: string; target: string },
): Promise<string[]> {
  const origin = stringifyLocationRef(location);
  const pages = catalog.streamEntities(
    {
      filter: {
        [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: origin,
      },
      fields: ['kind', 'metadata.namespace', 'metadata.name'],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const refs: string[] = [];
  for await (const entities of pages) {
    refs.push(
      ...entities
        .filter(({ kind }) => kind.toLowerCase() !== 'location')
        .map(stringifyEntityRef),
    );
  }
  return refs;
}

/** What stands against the change, or undefined when it may pass. */
async function findObjection(
  options: LocationGuardOptions,
  id: string,
  credentials: BackstageCredentials,
): Promise<string | undefined> {
  const { auth, catalog, permissions } = options;
  const location = await catalog.getLocationById(id, {
    credentials: await auth.getOwnServiceCredentials(),
  });
  if (!location) {
    return undefined;
  }
  const refs = await listEntitiesFrom(options, location);
  if (refs.length === 0) {
    const [{ result }] = await permissions.authorize(
      [{ permission: catalogIngestionManagePermission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW
      ? undefined
      : 'nothing came from it, so that it belongs to no team. Ask a platform engineer.';
  }
  const decisions = await permissions.authorize(
    refs.map(resourceRef => ({
      permission: catalogEntityDeletePermission,
      resourceRef,
    })),
    { credentials },
  );
  const foreign = refs.filter(
    (_, index) => decisions[index].result !== AuthorizeResult.ALLOW,
  );
  return foreign.length === 0
    ? undefined
    : `you may not remove what came from it: ${foreign.join(
        ', ',
      )}. Ask the lead of the team that owns it, or a platform engineer.`;
}

/**
 * Stands before the catalog's routes that remove or redirect a registered
 * location. Their permissions do not say which location is meant, and whoever
 * may create locations may redirect any; so whoever wants to must be allowed
 * to delete each entity that came from it. An unknown location is left to the
 * catalog to answer.
 */
export function createLocationGuard(options: LocationGuardOptions): Router {
  const guard: RequestHandler<{ id: string }> = async (
    request,
    _response,
    next,
  ) => {
    const credentials = await options.httpAuth.credentials(request);
    const { id } = request.params;
    // The policy judges people; services have their access restrictions.
    const objection = options.auth.isPrincipal(credentials, 'service')
      ? undefined
      : await findObjection(options, id, credentials);
    if (objection !== undefined) {
      throw new NotAllowedError(
        `The location ${id} stays as it is: ${objection}`,
      );
    }
    next();
  };
  const router = PromiseRouter();
  router.put('/locations/:id', guard);
  router.delete('/locations/:id', guard);
  return router;
}
