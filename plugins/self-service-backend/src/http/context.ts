import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { parsePart } from '@slipway/http';
import { selfServiceRequestPermission } from '@slipway/plugin-self-service-common';
import { Request } from 'express';
import { z } from 'zod';
import { EdgeContext, identify } from '../access/identify';
import { Caller } from '../ports';
import { TargetHealth } from '../service/read/TargetHealth';

export { listAllowed } from '../access/identify';

/** What the handlers need; wired once in plugin.ts. */
export type HandlerContext = EdgeContext & {
  health: TargetHealth;
  httpAuth: HttpAuthService;
};

/** The credentials of a request by a person or a service. */
export async function credentialsOf(
  context: HandlerContext,
  request: Request,
): Promise<BackstageCredentials> {
  return context.httpAuth.credentials(request, { allow: ['user', 'service'] });
}

/** `identify` for a request over HTTP. */
export async function authorize(
  context: HandlerContext,
  request: Request,
  permission: BasicPermission,
  onBehalfOf?: string,
): Promise<Caller> {
  const credentials = await credentialsOf(context, request);
  return identify(context, credentials, permission, onBehalfOf);
}

/** Who wants something, maybe for somebody else, and what they say of it. */
export async function readWish<T extends z.ZodType<{ onBehalfOf?: string }>>(
  context: HandlerContext,
  request: Request,
  schema: T,
) {
  const { onBehalfOf, ...wanted } = parsePart(schema, 'body', request.body);
  const requester = await authorize(
    context,
    request,
    selfServiceRequestPermission,
    onBehalfOf,
  );
  return { wanted, requester };
}
