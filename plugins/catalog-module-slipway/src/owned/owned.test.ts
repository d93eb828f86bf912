import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { entity } from '../__testUtils__/entities';
import { listOwned } from './listOwned';
import { withGroupsBelow } from './withGroupsBelow';

const group = (name: string, children: string[]) =>
  entity(name, {
    kind: 'Group',
    relations: { parentOf: children.map(child => `group:default/${child}`) },
  });

const service = (name: string, owner: string, tier?: string) =>
  entity(name, {
    annotations: tier ? { 'slipway.dev/tier': tier } : {},
    relations: { ownedBy: [owner] },
  });

const catalogApi = catalogApiMock({
  entities: [
    group('customer', ['checkout', 'discovery']),
    group('checkout', ['customer']),
    group('discovery', []),
    service('orders', 'group:default/checkout', '1'),
    service('cart', 'group:default/checkout', '1'),
    service('bare', 'group:default/checkout'),
    service('gift-finder', 'user:default/ana', '4'),
    service('stock', 'group:default/fulfilment', '1'),
    entity('orders-api', {
      kind: 'API',
      relations: { ownedBy: ['group:default/checkout'] },
    }),
  ],
});

describe('withGroupsBelow', () => {
  it('adds all groups below, once, even around a circle', async () => {
    expect(
      await withGroupsBelow(catalogApi, [
        'user:default/ana',
        'group:default/customer',
      ]),
    ).toEqual([
      'user:default/ana',
      'group:default/customer',
      'group:default/checkout',
      'group:default/discovery',
    ]);
    expect(await withGroupsBelow(catalogApi, [])).toEqual([]);
  });
});

describe('listOwned', () => {
  it('groups components by tier, then by name, those without a tier last', async () => {
    const { groups, totalItems } = await listOwned(catalogApi, [
      'user:default/ana',
      'group:default/checkout',
    ]);
    expect(totalItems).toBe(4);
    expect(
      groups.map(({ tier, services }) => [
        tier,
        services.map(({ metadata }) => metadata.name),
      ]),
    ).toEqual([
      [1, ['cart', 'orders']],
      [4, ['gift-finder']],
      [undefined, ['bare']],
    ]);
  });

  it('asks nothing for nobody', async () => {
    const asked = catalogApiMock.mock();
    expect(await listOwned(asked, [])).toEqual({ groups: [], totalItems: 0 });
    expect(asked.queryEntities).not.toHaveBeenCalled();
  });
});
