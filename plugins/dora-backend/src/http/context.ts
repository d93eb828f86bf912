import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';
import { Knex } from 'knex';
import { DoraSettings } from '../settings';

/** What the handlers need; wired once in plugin.ts. */
export type HandlerContext = {
  knex: Knex;
  settings: DoraSettings;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  now(): Date;
  /** Says that deliveries or facts wait to be worked on. */
  wakeWorker(): void;
  /** Starts a configured source; throws NotFoundError for another. */
  startImport(sourceId: string): Promise<void>;
};

/** @throws NotAllowedError that says who can grant it */
export async function authorize(
  context: HandlerContext,
  request: Request,
  permission: BasicPermission,
): Promise<void> {
  const credentials = await context.httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  const [decision] = await context.permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `This needs the permission ${permission.name}; platform engineers have it and can grant it`,
    );
  }
}
