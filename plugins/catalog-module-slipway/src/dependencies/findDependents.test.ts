import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { entity } from '../__testUtils__/entities';
import { findDependents } from './findDependents';

const ordersApi = entity('orders-api', {
  kind: 'API',
  relations: {
    apiConsumedBy: ['component:default/shop', 'component:default/orders'],
    apiProvidedBy: ['component:default/orders'],
  },
});
const orderEvents = entity('order-events', {
  kind: 'API',
  relations: {
    apiConsumedBy: ['component:default/shop', 'component:default/invoices'],
  },
});
const catalogApi = catalogApiMock({ entities: [ordersApi, orderEvents] });

describe('findDependents', () => {
  it('joins outright dependents and consumers of provided APIs, each once', async () => {
    const orders = entity('orders', {
      relations: {
        dependencyOf: ['component:default/invoices'],
        providesApi: [
          'api:default/orders-api',
          'api:default/order-events',
          'api:default/gone',
        ],
        dependsOn: ['resource:default/orders-db'],
      },
    });
    expect(await findDependents(catalogApi, orders)).toEqual([
      {
        entityRef: 'component:default/invoices',
        viaApis: ['api:default/order-events'],
      },
      {
        entityRef: 'component:default/shop',
        viaApis: ['api:default/orders-api', 'api:default/order-events'],
      },
    ]);
  });

  it('counts the consumers of an API itself', async () => {
    expect(await findDependents(catalogApi, orderEvents)).toEqual([
      { entityRef: 'component:default/invoices', viaApis: [] },
      { entityRef: 'component:default/shop', viaApis: [] },
    ]);
  });

  it('finds none where there are none, without asking', async () => {
    const asked = catalogApiMock.mock();
    expect(await findDependents(asked, entity('lonely'))).toEqual([]);
    expect(asked.getEntitiesByRefs).not.toHaveBeenCalled();
  });
});
