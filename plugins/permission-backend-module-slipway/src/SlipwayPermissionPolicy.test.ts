import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import type {
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { doraPermissions } from '@slipway/plugin-dora-common';
import { selfServicePermissions } from '@slipway/plugin-self-service-common';
import { rulesByPermission } from './rules';
import { SlipwayPermissionPolicy } from './SlipwayPermissionPolicy';

const people = {
  developer: { ref: 'user:default/ana.brandt', groups: ['checkout'], led: [] },
  lead: {
    ref: 'user:default/joel.mensah',
    groups: ['checkout'],
    led: ['checkout'],
  },
  head: {
    ref: 'user:default/siobhan.kerrigan',
    groups: ['customer'],
    led: ['customer', 'storefront', 'checkout', 'discovery'],
  },
  platform: { ref: 'user:default/priya.raman', groups: ['platform'], led: [] },
} as const;
type Role = keyof typeof people;
const roles = Object.keys(people) as Role[];

const ownedBy = (...owners: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'thing' },
  relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
});
const things = {
  checkout: ownedBy('group:default/checkout'),
  storefront: ownedBy('group:default/storefront'),
  fulfilment: ownedBy('group:default/fulfilment'),
  ana: ownedBy('user:default/ana.brandt'),
  nobody: ownedBy(),
};
const all = Object.keys(things);

const groupRef = (name: string) => `group:default/${name}`;

async function decide(
  permission: Permission,
  role: Role,
): Promise<PolicyDecision> {
  const { ref, groups, led } = people[role];
  const info = {
    userEntityRef: ref,
    ownershipEntityRefs: [ref, ...groups.map(groupRef)],
  };
  const policy = new SlipwayPermissionPolicy({
    platformGroups: ['group:default/platform'],
    userInfo: mockServices.userInfo(info),
    leads: { listLedBy: async () => led.map(groupRef) },
  });
  const credentials = mockCredentials.user(ref);
  return policy.handle({ permission }, { credentials, info });
}

/** The names of the things for which a decision lets the permission pass. */
function allowedThings(decision: PolicyDecision): string[] {
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result === AuthorizeResult.ALLOW ? all : [];
  }
  expect(decision).toMatchObject({
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: { rule: 'IS_ENTITY_OWNER' },
  });
  const { params } = decision.conditions as unknown as {
    params: { claims: string[] };
  };
  return Object.entries(things)
    .filter(([, thing]) => permissionRules.isEntityOwner.apply(thing, params))
    .map(([name]) => name);
}

const known: Permission[] = [
  ...catalogPermissions,
  ...doraPermissions,
  ...selfServicePermissions,
  ...scaffolderPermissions,
];

const none: string[] = [];
const everyone = { developer: all, lead: all, head: all, platform: all };
const leads = { developer: none, lead: all, head: all, platform: all };
const platform = { developer: none, lead: none, head: none, platform: all };

describe('SlipwayPermissionPolicy', () => {
  it.each<[string, Record<Role, string[]>]>([
    ['catalog.entity.read', everyone],
    ['catalog.entity.validate', everyone],
    [
      'catalog.entity.refresh',
      {
        developer: ['checkout', 'ana'],
        lead: ['checkout'],
        head: ['checkout', 'storefront'],
        platform: all,
      },
    ],
    ['catalog.entity.create', leads],
    [
      'catalog.entity.delete',
      {
        developer: none,
        lead: ['checkout'],
        head: ['checkout', 'storefront'],
        platform: all,
      },
    ],
    ['catalog.location.read', everyone],
    ['catalog.location.analyze', leads],
    ['catalog.location.create', leads],
    ['catalog.location.delete', leads],
    ['catalog.ingestion.read', everyone],
    ['catalog.ingestion.manage', platform],
    ['dora.metrics.read', everyone],
    ['dora.ingest', platform],
    ['dora.source.run', platform],
    ['dora.sample.clear', platform],
    ['self-service.read', everyone],
    ['self-service.request', everyone],
    ['self-service.approve', everyone],
    ['self-service.audit.read', leads],
    ['self-service.admin', platform],
    ['scaffolder.template.parameter.read', everyone],
    ['scaffolder.template.step.read', everyone],
    ['scaffolder.action.execute', everyone],
    ['scaffolder.task.create', everyone],
    ['scaffolder.template.dry-run', platform],
    ['scaffolder.template.management', platform],
  ])('decides %s', async (name, expected) => {
    const permission = known.find(candidate => candidate.name === name);
    expect(permission).toBeDefined();

    const got = await Promise.all(
      roles.map(async role => [
        role,
        permission && allowedThings(await decide(permission, role)),
      ]),
    );

    expect(Object.fromEntries(got)).toEqual(expected);
  });

  it.each(['scaffolder.task.read', 'scaffolder.task.cancel'])(
    'leaves %s to who started the task',
    async name => {
      const permission = known.find(candidate => candidate.name === name);
      expect(permission).toBeDefined();
      const got = await Promise.all(
        roles.map(role => permission && decide(permission, role)),
      );
      expect(got).toEqual([
        ...['ana.brandt', 'joel.mensah', 'siobhan.kerrigan'].map(person => ({
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'scaffolder',
          resourceType: 'scaffolder-task',
          conditions: {
            resourceType: 'scaffolder-task',
            rule: 'IS_TASK_OWNER',
            params: { createdBy: [`user:default/${person}`] },
          },
        })),
        { result: AuthorizeResult.ALLOW },
      ]);
    },
  );

  it('decides every permission of the plugins that it is written for', () => {
    expect([...rulesByPermission.keys()].sort()).toEqual(
      known.map(({ name }) => name).sort(),
    );
  });

  it.each<
    [string, 'read' | 'create' | 'update' | 'delete' | undefined, object]
  >([
    ['catalog.report.read', 'read', everyone],
    ['dora.incident.read', 'read', everyone],
    ['cost.statement.read', 'read', platform],
    ['catalogue.entity.read', 'read', platform],
    ['catalog.report.run', undefined, platform],
    ['catalog.report.create', 'create', platform],
    ['dora.incident.update', 'update', platform],
    ['dora.incident.delete', 'delete', platform],
  ])('decides the new permission %s (%s)', async (name, action, expected) => {
    const permission = createPermission({ name, attributes: { action } });

    const got = await Promise.all(
      roles.map(async role => [
        role,
        allowedThings(await decide(permission, role)),
      ]),
    );

    expect(Object.fromEntries(got)).toEqual(expected);
  });

  it('denies everything to those who are not signed in', async () => {
    const userInfo = mockServices.userInfo.mock();
    const policy = new SlipwayPermissionPolicy({
      platformGroups: ['group:default/platform'],
      userInfo,
      leads: { listLedBy: jest.fn() },
    });

    for (const permission of known) {
      expect(await policy.handle({ permission })).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
    expect(userInfo.getUserInfo).not.toHaveBeenCalled();
  });

  it('passes on that the catalog does not answer instead of guessing', async () => {
    const policy = new SlipwayPermissionPolicy({
      platformGroups: ['group:default/platform'],
      userInfo: mockServices.userInfo(),
      leads: { listLedBy: jest.fn().mockRejectedValue(new Error('down')) },
    });
    const permission = createPermission({
      name: 'catalog.entity.create',
      attributes: { action: 'create' },
    });

    await expect(
      policy.handle(
        { permission },
        {
          credentials: mockCredentials.user(),
          info: { userEntityRef: 'user:default/mock', ownershipEntityRefs: [] },
        },
      ),
    ).rejects.toThrow('down');
  });
});
