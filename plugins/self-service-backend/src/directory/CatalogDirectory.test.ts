import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogDirectory } from './CatalogDirectory';

const entity = (
  ref: string,
  options: {
    relations?: Array<[type: string, targetRef: string]>;
    annotations?: Record<string, string>;
    title?: string;
    displayName?: string;
  } = {},
): Entity => {
  const [kind, name] = ref.split(':default/');
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      title: options.title,
      annotations: options.annotations,
    },
    spec: options.displayName
      ? { profile: { displayName: options.displayName } }
      : {},
    relations: (options.relations ?? []).map(([type, targetRef]) => ({
      type,
      targetRef,
    })),
  };
};

const ana = 'user:default/ana.brandt';
const joel = 'user:default/joel.mensah';
const priya = 'user:default/priya.raman';
const customer = 'group:default/customer';
const checkout = 'group:default/checkout';
const platform = 'group:default/platform';

const entities = [
  entity('Group:default/platform', {
    relations: [['hasMember', priya]],
    title: 'Platform',
  }),
  entity('Group:default/customer', {
    relations: [['parentOf', checkout]],
    annotations: { 'slipway.dev/lead': 'user:siobhan' },
  }),
  entity('Group:default/checkout', {
    relations: [
      ['childOf', customer],
      ['hasMember', ana],
      ['hasMember', joel],
    ],
    annotations: {
      'slipway.dev/lead': joel,
      'slipway.dev/cost-center': 'CC-1001',
    },
    displayName: 'Checkout',
  }),
  entity('Resource:default/till-db', {
    relations: [
      ['ownedBy', checkout],
      ['dependencyOf', 'component:default/till'],
      ['dependencyOf', 'component:default/gone'],
    ],
    title: 'Till database',
  }),
  entity('Component:default/till', { title: 'Till' }),
];

function setUp(data: object = { platformGroups: ['group:Platform'] }) {
  const catalog = catalogServiceMock({ entities });
  const clock = { now: 0 };
  const directory = CatalogDirectory.fromConfig(
    new ConfigReader({ permission: { slipway: data } }),
    { auth: mockServices.auth(), catalog, now: () => clock.now },
  );
  const streamEntities = jest.spyOn(catalog, 'streamEntities');
  const getEntityByRef = jest.spyOn(catalog, 'getEntityByRef');
  return { directory, clock, streamEntities, getEntityByRef };
}

describe('CatalogDirectory', () => {
  it('knows teams with members, leads up the tree and cost center', async () => {
    const { directory } = setUp();
    expect(await directory.team(checkout)).toEqual({
      ref: checkout,
      title: 'Checkout',
      costCenter: 'CC-1001',
      leads: [joel, 'user:default/siobhan'],
      members: [ana, joel],
    });
    expect(await directory.team(platform)).toMatchObject({
      title: 'Platform',
      costCenter: null,
      leads: [],
    });
    expect(await directory.team('group:default/nobody')).toBeUndefined();
    const titles = (await directory.listTeams()).map(({ title }) => title);
    expect(titles).toEqual(['Checkout', 'customer', 'Platform']);
  });

  it('knows what a person belongs to and leads', async () => {
    const { directory } = setUp();
    expect(await directory.person(joel)).toEqual({
      ref: joel,
      groups: [checkout],
      led: [checkout],
      platform: false,
    });
    expect((await directory.person('user:default/siobhan')).led).toEqual([
      customer,
      checkout,
    ]);
    expect(await directory.person(priya)).toMatchObject({
      groups: [platform],
      platform: true,
    });
    expect(await directory.person('user:default/nobody')).toEqual({
      ref: 'user:default/nobody',
      groups: [],
      led: [],
      platform: false,
    });
    const none = setUp({});
    expect((await none.directory.person(priya)).platform).toBe(false);
  });

  it('knows entities and what depends on them', async () => {
    const { directory } = setUp();
    const ref = 'resource:default/till-db';
    expect(await directory.entity('Resource:default/Till-db')).toEqual({
      ref,
      title: 'Till database',
      owner: checkout,
    });
    expect(await directory.entity('component:default/till')).toMatchObject({
      owner: null,
    });
    expect(await directory.entity('component:default/no')).toBeUndefined();
    expect(await directory.dependants(ref)).toEqual([
      { ref: 'component:default/till', title: 'Till' },
      { ref: 'component:default/gone', title: 'component:default/gone' },
    ]);
    expect(await directory.dependants('component:default/no')).toEqual([]);
  });

  it('asks once for callers at the same time, and again after 30 seconds', async () => {
    const { directory, clock, streamEntities, getEntityByRef } = setUp();
    const ask = () =>
      Promise.all([
        directory.team(checkout),
        directory.person(ana),
        directory.listTeams(),
        directory.entity('component:default/till'),
        directory.dependants('component:default/till'),
      ]);
    await ask();
    clock.now = 29_999;
    await ask();
    expect(streamEntities).toHaveBeenCalledTimes(1);
    expect(getEntityByRef).toHaveBeenCalledTimes(1);
    clock.now = 30_000;
    await ask();
    expect(streamEntities).toHaveBeenCalledTimes(2);
    expect(getEntityByRef).toHaveBeenCalledTimes(2);
  });

  it('says what failed, and asks again', async () => {
    const { directory, streamEntities, getEntityByRef } = setUp();
    streamEntities.mockImplementationOnce(() => {
      throw new Error('no connection');
    });
    getEntityByRef.mockRejectedValueOnce(new Error('no connection'));
    await expect(directory.team(checkout)).rejects.toThrow(
      /Teams and their leads could not be read from the catalog.*no connection/,
    );
    await expect(directory.entity('component:default/till')).rejects.toThrow(
      /component:default\/till could not be read from the catalog.*no connection/,
    );
    expect(await directory.team(checkout)).toBeDefined();
    expect(await directory.entity('component:default/till')).toBeDefined();
  });
});
