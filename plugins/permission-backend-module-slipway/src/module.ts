import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { GroupLeads } from './GroupLeads';
import { readPlatformGroups } from './readPlatformGroups';
import { SlipwayPermissionPolicy } from './SlipwayPermissionPolicy';

/** Installs the policy. Fails the start when `permission.slipway` is wrong. */
export const permissionModuleSlipway = createBackendModule({
  pluginId: 'permission',
  moduleId: 'slipway',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
        userInfo: coreServices.userInfo,
      },
      async init({ auth, catalog, config, policy, userInfo }) {
        policy.setPolicy(
          new SlipwayPermissionPolicy({
            platformGroups: readPlatformGroups(config),
            userInfo,
            leads: new GroupLeads({ auth, catalog, now: Date.now }),
          }),
        );
      },
    });
  },
});
