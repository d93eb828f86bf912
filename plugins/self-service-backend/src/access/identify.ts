import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { selfServiceAdminPermission } from '@slipway/plugin-self-service-common';
import { Caller, Engine } from '../ports';

/** What the handlers and the agents' actions need; wired once in plugin.ts. */
export type EdgeContext = {
  engine: Engine;
  auth: AuthService;
  auditor: AuditorService;
  permissions: PermissionsService;
};

/**
 * Who calls, once they have the permission.
 *
 * @throws NotAllowedError that names the permission and who can grant it
 * @throws InputError when a person names somebody they act for
 */
export async function identify(
  context: EdgeContext,
  credentials: BackstageCredentials,
  permission: BasicPermission,
  onBehalfOf?: string,
): Promise<Caller> {
  const [may, admin] = await listAllowed(context, credentials, [
    permission,
    selfServiceAdminPermission,
  ]);
  if (!may) {
    throw new NotAllowedError(
      `This needs the permission ${permission.name}; platform engineers have it and can grant it`,
    );
  }
  if (context.auth.isPrincipal(credentials, 'service')) {
    const { subject } = credentials.principal;
    // Who asks for a person has that person's rights and no more.
    return onBehalfOf === undefined
      ? { ref: subject, type: 'service', onBehalfOf: null, admin }
      : { ref: subject, type: 'service', onBehalfOf, admin: false };
  }
  if (!context.auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      'Self-service answers people and services; sign in or send a token',
    );
  }
  if (onBehalfOf !== undefined) {
    throw new InputError(
      `onBehalfOf (${JSON.stringify(
        onBehalfOf,
      )}): only a service may ask for somebody else; leave it out, the request is then your own`,
    );
  }
  const { userEntityRef } = credentials.principal;
  return { ref: userEntityRef, type: 'user', onBehalfOf: null, admin };
}

/** For each permission whether they have it. */
export async function listAllowed(
  context: EdgeContext,
  credentials: BackstageCredentials,
  permissions: BasicPermission[],
): Promise<boolean[]> {
  const decisions = await context.permissions.authorize(
    permissions.map(permission => ({ permission })),
    { credentials },
  );
  return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
}
