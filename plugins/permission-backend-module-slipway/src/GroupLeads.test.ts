import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { GroupLeads } from './GroupLeads';

const group = (
  name: string,
  lead?: string,
  children: string[] = [],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name,
    annotations: lead ? { 'slipway.dev/lead': lead } : undefined,
  },
  spec: { type: 'team', children },
  relations: children.map(child => ({
    type: 'parentOf',
    targetRef: `group:default/${child}`,
  })),
});

const setUp = (entities: Entity[]) => {
  const catalog = catalogServiceMock({ entities });
  const getEntities = jest.spyOn(catalog, 'getEntities');
  const clock = { now: 0 };
  const leads = new GroupLeads({
    auth: mockServices.auth(),
    catalog,
    now: () => clock.now,
  });
  return { leads, getEntities, clock };
};

describe('GroupLeads', () => {
  it('lists the groups that a user leads, with those below them', async () => {
    const { leads } = setUp([
      group('saltmarsh', undefined, ['customer', 'operations']),
      group('customer', 'user:siobhan.kerrigan', ['checkout', 'storefront']),
      group('checkout', 'user:default/joel.mensah', ['payments']),
      group('payments'),
      group('storefront', 'User:Default/Joel.Mensah'),
      group('operations', 'group:default/data'),
    ]);

    expect(await leads.listLedBy('user:default/siobhan.kerrigan')).toEqual([
      'group:default/customer',
      'group:default/checkout',
      'group:default/storefront',
      'group:default/payments',
    ]);
    expect(await leads.listLedBy('user:default/joel.mensah')).toEqual([
      'group:default/checkout',
      'group:default/payments',
      'group:default/storefront',
    ]);
    expect(await leads.listLedBy('user:default/ana.brandt')).toEqual([]);
  });

  it('comes to an end in a tree with a loop', async () => {
    const { leads } = setUp([
      group('a', 'user:joel', ['b']),
      group('b', undefined, ['a']),
    ]);

    expect(await leads.listLedBy('user:default/joel')).toEqual([
      'group:default/a',
      'group:default/b',
    ]);
  });

  it('asks the catalog once in 30 seconds', async () => {
    const { leads, getEntities, clock } = setUp([group('a', 'user:joel')]);

    await Promise.all([leads.listLedBy('x'), leads.listLedBy('y')]);
    clock.now = 29_999;
    await leads.listLedBy('x');
    expect(getEntities).toHaveBeenCalledTimes(1);

    clock.now = 30_000;
    await leads.listLedBy('x');
    expect(getEntities).toHaveBeenCalledTimes(2);
  });

  it('asks again after a failure, and says what failed', async () => {
    const { leads, getEntities } = setUp([group('a', 'user:joel')]);
    getEntities.mockRejectedValueOnce(new Error('no connection'));

    await expect(leads.listLedBy('user:default/joel')).rejects.toThrow(
      /Who leads which group could not be read from the catalog.*no connection/,
    );
    expect(await leads.listLedBy('user:default/joel')).toEqual([
      'group:default/a',
    ]);
  });
});
