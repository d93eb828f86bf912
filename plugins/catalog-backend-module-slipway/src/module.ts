import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { createLocationGuard } from './locationGuard';
import { LocalTextProcessor } from './LocalTextProcessor';
import { ServiceMetadataProcessor } from './ServiceMetadataProcessor';

/** Adds the processors and the guard to the catalog. Has no settings. */
export const catalogModuleSlipway = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'slipway',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ httpRouter, processing, ...services }) {
        processing.addProcessor(
          new LocalTextProcessor(),
          new ServiceMetadataProcessor(),
        );
        // Modules come before their plugin, so this precedes its routes.
        httpRouter.use(createLocationGuard(services));
      },
    });
  },
});
