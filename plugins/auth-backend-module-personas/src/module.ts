import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { assertTrialInstallation } from './assertTrialInstallation';
import { createLocalRequestGuard } from './localRequest';
import { createPersonasProviderFactory } from './provider';
import { createRouter } from './router';
import { readSettings } from './settings';

/**
 * Registers the provider when `auth.providers.personas` is configured, and
 * fails the start when the installation is not a trial on one machine.
 */
export const authModulePersonas = createBackendModule({
  pluginId: 'auth',
  moduleId: 'personas',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ auth, catalog, config, httpRouter, logger, providers }) {
        const settings = readSettings(config);
        if (!settings) {
          return;
        }
        assertTrialInstallation(config, settings);
        if (settings.allowNonLoopback) {
          logger.warn(
            'auth.providers.personas.development.allowNonLoopback is set: whoever reaches this backend can sign in without a password.',
          );
        }
        const assertLocal = createLocalRequestGuard(settings);
        providers.registerProvider({
          providerId: 'personas',
          factory: createPersonasProviderFactory({ settings, assertLocal }),
        });
        // The auth plugin leaves its whole path open to those not signed in.
        httpRouter.use(createRouter({ auth, catalog, settings, assertLocal }));
      },
    });
  },
});
