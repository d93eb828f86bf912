import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  SelfServiceExtensionPoint,
  selfServiceExtensionPoint,
} from '@slipway/plugin-self-service-node';
import { createEngine } from './createEngine';
import { createKinds } from './kinds/createKinds';
import { openEdge } from './openEdge';
import { createForge } from './previews/forge';
import { schedulePreviews } from './previews/schedulePreviews';
import { PreviewContext } from './previews/previewContext';
import { scheduleSweeps } from './reconciler/scheduleSweeps';
import { syncQuotas } from './quota/syncQuotas';
import { SelfServiceReconciler } from './reconciler/SelfServiceReconciler';
import { readSettings } from './settings';

/** Self-service: the request engine and its API. */
export const selfServicePlugin = createBackendPlugin({
  pluginId: 'self-service',
  register(env) {
    // Modules come before the settings are read; the register of kinds says
    // what is wrong with them when the plugin starts.
    const added: Array<(register: SelfServiceExtensionPoint) => void> = [];
    env.registerExtensionPoint(selfServiceExtensionPoint, {
      addKind: kind => added.push(register => register.addKind(kind)),
      addTarget: target => added.push(register => register.addTarget(target)),
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { database, lifecycle } = deps;
        const settings = readSettings(deps.config);
        const kinds = createKinds(settings.environments);
        added.forEach(add => add(kinds));
        const knex = await database.getClient();
        if (!database.migrations?.skip) {
          await knex.migrate.latest({ directory: migrationsDirectory() });
        }
        const { engine, queue, announcer } = await createEngine({
          ...deps,
          knex,
          settings,
          kinds,
        });
        await syncQuotas(engine);

        const stopping = new AbortController();
        const { forge } = settings.previews;
        const previews: PreviewContext = {
          settings: settings.previews,
          forge: forge && createForge(forge),
          portalUrl: deps.config.getString('app.baseUrl'),
        };
        await openEdge({
          ...deps,
          engine,
          previews,
          stopping: stopping.signal,
        });
        await scheduleSweeps({ engine, queue, scheduler: deps.scheduler });
        await schedulePreviews({ ...deps, engine, previews });
        const reconciler = new SelfServiceReconciler({ engine });
        lifecycle.addStartupHook(() => reconciler.start(queue));
        lifecycle.addShutdownHook(async () => {
          stopping.abort();
          await reconciler.stop();
          await queue.stop();
          announcer.stop();
        });
      },
    });
  },
});

/** Where the plugin's migrations are, in the source tree and in an image. */
export function migrationsDirectory(): string {
  return resolvePackagePath(
    '@slipway/plugin-self-service-backend',
    'migrations',
  );
}
