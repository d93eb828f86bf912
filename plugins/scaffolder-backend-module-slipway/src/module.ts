import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createRequestResourceAction } from './actions/requestResource';

/** Adds the actions that golden paths use to the scaffolder. No settings. */
export const scaffolderModuleSlipway = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'slipway',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, config, discovery }) {
        const appUrl = config.getString('app.baseUrl').replace(/\/+$/, '');
        actions.addActions(
          createRequestResourceAction({ auth, discovery, appUrl }),
        );
      },
    });
  },
});
