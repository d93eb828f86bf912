import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  catalogEntityCreatePermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import request from 'supertest';
import permissionModuleSlipway from './index';

const joel = 'user:default/joel.mensah';

// A plugin asks on behalf of a person, so it may ask about things in general.
const onBehalfOfJoel = mockCredentials.user.token(joel, {
  actor: { subject: 'plugin:catalog' },
});

const start = (permission: object) =>
  startTestBackend({
    features: [
      permissionPlugin,
      permissionModuleSlipway,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true, ...permission } },
      }),
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: joel,
          ownershipEntityRefs: [joel, 'group:default/checkout'],
        }),
      }).factory,
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: {
              name: 'checkout',
              annotations: { 'slipway.dev/lead': joel },
            },
          },
        ],
      }),
    ],
  });

describe('the permission backend with the policy of Slipway', () => {
  it('answers by the policy, with the lead of a group known from the catalog', async () => {
    const backend = await start({
      slipway: { platformGroups: ['group:default/platform'] },
    });

    const { body } = await request(backend.server)
      .post('/api/permission/authorize')
      .set('Authorization', `Bearer ${onBehalfOfJoel}`)
      .send({
        items: [
          { id: '1', permission: catalogEntityCreatePermission },
          { id: '2', permission: catalogEntityRefreshPermission },
        ],
      });

    expect(body.items).toEqual([
      { id: '1', result: 'ALLOW' },
      {
        id: '2',
        result: 'CONDITIONAL',
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: {
          rule: 'IS_ENTITY_OWNER',
          resourceType: 'catalog-entity',
          params: { claims: [joel, 'group:default/checkout'] },
        },
      },
    ]);
    await backend.stop();
  });

  it.each<[object, RegExp]>([
    [
      {},
      /permission\.slipway\.platformGroups: Name at least one group\. Write/,
    ],
    [{ slipway: { platformGroups: [] } }, /Name at least one group/],
    [
      { slipway: { platformGroups: ['platform'] } },
      /platformGroups\.0: "platform" is not the reference of a group\. Write, for example, "group:default\/platform"/,
    ],
    [
      { slipway: { platformGroups: ['user:default/priya.raman'] } },
      /is not the reference of a group/,
    ],
    [
      { slipway: { platformGroups: ['group:platform'], admins: [] } },
      /"admins"/,
    ],
  ])('does not start with %j', async (permission, message) => {
    await expect(start(permission)).rejects.toThrow(message);
  });
});
