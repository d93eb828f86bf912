import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { resourceChangedTopic } from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { refreshPatiently } from './refreshPatiently';
import { SelfServiceApi } from './SelfServiceApi';
import { SelfServiceEntityProvider } from './SelfServiceEntityProvider';

const changeSchema = z.object({ resourceId: z.uuid() });

/** Adds the provider of self-service resources to the catalog. No settings. */
export const catalogModuleSelfService = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'self-service',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        config,
        events,
        logger,
        processing,
        scheduler,
        ...services
      }) {
        const provider = new SelfServiceEntityProvider({
          api: new SelfServiceApi(services),
          appUrl: config.getString('app.baseUrl'),
          logger,
        });
        processing.addEntityProvider(provider);
        await events.subscribe({
          id: 'self-service-entities',
          topics: [resourceChangedTopic],
          onEvent: async ({ eventPayload }) => {
            const change = changeSchema.safeParse(eventPayload);
            if (change.success) {
              await provider.update(change.data.resourceId);
            }
          },
        });
        await scheduler.scheduleTask({
          id: 'self-service-entities',
          // An event does it at once; this is for one that was lost.
          frequency: { minutes: 3 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 3 },
          scope: 'global',
          fn: signal =>
            refreshPatiently({
              refresh: () => provider.refresh(),
              logger,
              signal,
            }),
        });
      },
    });
  },
});
