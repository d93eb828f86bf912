import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { selfServiceExtensionPoint } from '@slipway/plugin-self-service-node';
import { createTargets } from './createTargets';
import { createNamespaceKind } from './kind/createNamespaceKind';
import { createLiveTarget } from './live';
import { readNamespaceSettings } from './settings';

/** Adds namespaces to self-service. Fails the start when a setting is wrong. */
export const namespacesModule = createBackendModule({
  pluginId: 'self-service',
  moduleId: 'namespaces',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        selfService: selfServiceExtensionPoint,
      },
      async init({ config, logger, selfService }) {
        const { environments, ...settings } = readNamespaceSettings(config);
        const now = () => new Date();
        const targets = createTargets({
          settings,
          environments,
          workingDirectory: config.getOptionalString(
            'backend.workingDirectory',
          ),
          appUrl: config.getString('app.baseUrl').replace(/\/+$/, ''),
          createLive: target => createLiveTarget(target, { logger, now }),
          now,
        });
        const { protectedNames, protectedPrefixes, clusterDomain } = settings;
        selfService.addKind(
          createNamespaceKind({
            targets,
            kept: { names: protectedNames, prefixes: protectedPrefixes },
            render: { access: settings.access, dns: settings.dns },
            clusterDomain,
          }),
        );
        for (const target of targets) {
          selfService.addTarget(target);
        }
      },
    });
  },
});
