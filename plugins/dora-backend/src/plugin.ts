import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { doraPermissions } from '@slipway/plugin-dora-common';
import { registerActions } from './actions/registerActions';
import { createDoraEngine } from './engine';
import { createDoraRouter } from './router';
import { remapEnvironments } from './service/remapEnvironments';
import { syncDirectory } from './service/syncDirectory';
import { readSettings } from './settings';
import { GitSources } from './sources/gitSources';
import { readCatalog, readRepositoryOf } from './sources/readCatalog';
import { Worker } from './worker';

/** DORA metrics: facts, projection, sources and API. */
export const doraPlugin = createBackendPlugin({
  pluginId: 'dora',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { logger, scheduler } = deps;
        const settings = readSettings(deps.config);
        const now = () => new Date();
        const knex = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await knex.migrate.latest({ directory: migrationsDirectory() });
        }
        await remapEnvironments(knex, settings.environments);

        const engine = createDoraEngine({ knex, settings, logger, now });
        const worker = new Worker({ work: engine.settle, logger });
        const wakeWorker = () => worker.wake();
        const gitSources = new GitSources({
          configured: settings.gitSources,
          knex,
          sink: engine.sink,
          scheduler,
          logger,
          workDir: resolve(
            deps.config.getOptionalString('backend.workingDirectory') ??
              tmpdir(),
            'slipway-dora',
          ),
          now,
          wakeWorker,
          repositoryOf: serviceRef => readRepositoryOf(deps, serviceRef),
        });

        deps.permissionsRegistry.addPermissions(doraPermissions);
        registerActions({ ...deps, engine });
        deps.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(
          createDoraRouter(
            {
              ...deps,
              knex,
              settings,
              now,
              wakeWorker,
              startImport: id => gitSources.start(id),
            },
            { baseUrl: await deps.discovery.getExternalBaseUrl('dora') },
          ),
        );

        await gitSources.schedule();
        await scheduler.scheduleTask({
          id: 'dora-worker',
          // A wake-up does the work at once; this catches what a replica that
          // died left behind.
          frequency: { seconds: 15 },
          timeout: { minutes: 30 },
          scope: 'local',
          fn: async () => worker.wake(),
        });
        await scheduler.scheduleTask({
          id: 'dora-directory',
          frequency: { minutes: 1 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 5 },
          scope: 'global',
          fn: async () => {
            const { moved } = await syncDirectory(
              knex,
              await readCatalog(deps),
              now(),
            );
            if (moved.length > 0) {
              wakeWorker();
            }
          },
        });
        deps.lifecycle.addShutdownHook(() => worker.stop());
      },
    });
  },
});

/** Where the plugin's migrations are, in the source tree and in an image. */
export function migrationsDirectory(): string {
  return resolvePackagePath('@slipway/plugin-dora-backend', 'migrations');
}
