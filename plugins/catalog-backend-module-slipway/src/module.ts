import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { LocalTextProcessor } from './LocalTextProcessor';
import { ServiceMetadataProcessor } from './ServiceMetadataProcessor';

/** Adds the processors to the catalog. Has no settings. */
export const catalogModuleSlipway = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'slipway',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(
          new LocalTextProcessor(),
          new ServiceMetadataProcessor(),
        );
      },
    });
  },
});
