import {
  AuditorService,
  AuthService,
  DiscoveryService,
  HttpAuthService,
  HttpRouterService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { selfServicePermissions } from '@slipway/plugin-self-service-common';
import { registerActions } from './actions/registerActions';
import { HandlerContext } from './http/context';
import { Engine } from './ports';
import { createPreviewRouter } from './previews/previewRouter';
import { PreviewContext } from './previews/previewContext';
import { createSelfServiceRouter } from './router';
import { TargetHealth } from './service/read/TargetHealth';

/** Offers the engine to people, services and agents: routes, actions, permissions. */
export async function openEdge(options: {
  engine: Engine;
  previews: PreviewContext;
  /** Aborted when the replica stops. */
  stopping: AbortSignal;
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}): Promise<void> {
  const { engine, previews, stopping, httpRouter } = options;
  const context: HandlerContext = {
    engine,
    health: new TargetHealth(engine),
    auditor: options.auditor,
    auth: options.auth,
    httpAuth: options.httpAuth,
    permissions: options.permissions,
  };
  options.permissionsRegistry.addPermissions(selfServicePermissions);
  registerActions(options.actionsRegistry, context);
  httpRouter.addAuthPolicy({ path: '/openapi.json', allow: 'unauthenticated' });
  httpRouter.addAuthPolicy({
    // It bears the signature of the forge instead.
    path: '/previews/webhook',
    allow: 'unauthenticated',
  });
  httpRouter.use(
    createSelfServiceRouter(context, {
      baseUrl: await options.discovery.getExternalBaseUrl('self-service'),
      previews: createPreviewRouter(context, previews, stopping),
    }),
  );
}
