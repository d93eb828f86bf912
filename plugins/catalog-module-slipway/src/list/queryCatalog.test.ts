import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { entity } from '../__testUtils__/entities';
import { CatalogView, readView } from './filters';
import { queryCatalog } from './queryCatalog';

const tiered = (name: string, tier?: string) =>
  entity(name, {
    description: `The ${name} service`,
    annotations: tier ? { 'slipway.dev/tier': tier } : {},
    spec: { type: 'service', lifecycle: 'production' },
    relations: { ownedBy: ['group:default/checkout'] },
  });

const catalogApi = catalogApiMock({
  entities: [
    tiered('cart', '1'),
    tiered('gift-finder'),
    tiered('orders', '1'),
    tiered('invoices', '4'),
    tiered('bare'),
    entity('money', {
      annotations: { 'slipway.dev/tier': '3' },
      spec: { type: 'library', lifecycle: 'deprecated' },
      relations: { ownedBy: ['group:default/platform'] },
    }),
    entity('orders-api', { kind: 'API', spec: { type: 'openapi' } }),
  ],
});

async function names(query: string, page: Partial<CatalogView> = {}) {
  const view = readView(new URLSearchParams(query), 'component');
  const { entities, totalItems } = await queryCatalog(catalogApi, {
    ...view,
    ...page,
  });
  return { names: entities.map(({ metadata }) => metadata.name), totalItems };
}

describe('queryCatalog', () => {
  it.each([
    ['kind=api', ['orders-api']],
    ['type=library', ['money']],
    ['owner=group:default/platform', ['money']],
    ['lifecycle=deprecated', ['money']],
    ['tier=1', ['cart', 'orders']],
    ['tier=none', ['bare', 'gift-finder']],
    ['tier=4&tier=none', ['bare', 'gift-finder', 'invoices']],
    ['q=GIFT', ['gift-finder']],
    ['type=service&tier=1&q=ord', ['orders']],
  ])('lets the server filter by %s', async (query, expected) => {
    expect(await names(query)).toEqual({
      names: expected,
      totalItems: expected.length,
    });
  });

  it('keeps entities without the sorted field, after all that have it', async () => {
    const { names: sorted, totalItems } = await names('sort=tier');
    expect(totalItems).toBe(6);
    expect(sorted.slice(0, 4).sort()).toEqual([
      'cart',
      'invoices',
      'money',
      'orders',
    ]);
    expect(sorted.slice(2, 4)).toEqual(['money', 'invoices']);
    expect(sorted.slice(4)).toEqual(['bare', 'gift-finder']);
    const { names: reversed } = await names('sort=-tier');
    expect(reversed.slice(0, 2)).toEqual(['invoices', 'money']);
    expect(reversed.slice(4)).toEqual(['bare', 'gift-finder']);
  });

  it('pages over both without a gap or a repetition', async () => {
    const whole = (await names('sort=tier')).names;
    for (const limit of [1, 2, 3, 5]) {
      const paged: string[] = [];
      for (let offset = 0; offset < whole.length; offset += limit) {
        const page = await names('sort=tier', { offset, limit });
        expect(page.totalItems).toBe(whole.length);
        paged.push(...page.names);
      }
      expect(paged).toEqual(whole);
    }
  });
});
