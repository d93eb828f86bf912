import { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { axeViolations } from '../__testUtils__/axe';
import { now } from '../__testUtils__/builders';
import { exampleData } from '../__testUtils__/exampleData';
import { FakeSelfServiceApi } from '../__testUtils__/FakeSelfServiceApi';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { selfServicePlugin } from '../plugin';
import { rootRouteRef } from '../routes';

afterEach(() => jest.restoreAllMocks());

const team: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'checkout', title: 'Checkout' },
  spec: { type: 'team' },
};

const cart: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'cart' },
  spec: { type: 'service' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/checkout' },
    { type: 'partOf', targetRef: 'system:default/shop' },
  ],
};

const namespace = (annotations?: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { namespace: 'default', name: 'checkout-cart', annotations },
  spec: { type: 'namespace' },
});

/** An extension of the plugin on the page of an entity. */
function renderOnEntityPage(
  id: 'entity-card:self-service' | 'entity-content:self-service',
  entity: Entity,
  api = new FakeSelfServiceApi(),
) {
  jest.spyOn(Date, 'now').mockReturnValue(now);
  const result = renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      selfServicePlugin.getExtension(id),
    ],
    mountedRoutes: { '/self-service': rootRouteRef },
    apis: [
      [selfServiceApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: [entity] })],
    ],
  });
  return { ...result, api };
}

const tab = 'entity-content:self-service';
const card = 'entity-card:self-service';

describe('tab', () => {
  it('shows what a team has, what waits, and its limits', async () => {
    const { api } = renderOnEntityPage(tab, team);
    expect(
      await screen.findByRole('row', { name: 'checkout-cart' }),
    ).toHaveTextContent('Ready');
    expect(
      screen.getByText(
        '4 resources, €113.88, and 1 resource whose price is not known per month',
      ),
    ).toBeVisible();
    expect(
      await screen.findByRole('row', { name: /checkout-orders in production/ }),
    ).toHaveTextContent('Waiting for approval');
    expect(
      await screen.findByRole('meter', { name: 'Namespaces' }),
    ).toHaveAttribute('aria-valuetext', '24 of 10 namespaces');
    expect(
      await screen.findByRole('link', { name: 'Request namespace' }),
    ).toHaveAttribute(
      'href',
      '/self-service/request/namespace?team=group%3Adefault%2Fcheckout',
    );
    expect(api.asked('quotas')).toEqual({ team: 'group:default/checkout' });
    for (const region of screen.getAllByRole('region')) {
      expect(await axeViolations(region)).toEqual([]);
    }
  });

  it.each([
    [team, 'team=group%3Adefault%2Fcheckout'],
    [cart, 'component=component%3Adefault%2Fcart'],
  ])('says what all of them cost, and where the rest is', async (of, rest) => {
    const api = new FakeSelfServiceApi();
    jest.spyOn(api, 'resources').mockResolvedValue({
      items: api.data.resources.slice(0, 1),
      total: 250,
      next: '1',
      cost: { amounts: [{ currency: 'EUR', amount: '4112.5' }], unknown: 0 },
    });
    renderOnEntityPage(tab, of, api);
    expect(
      await screen.findByText('250 resources, €4,112.50 per month'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: '249 more resources' }),
    ).toHaveAttribute('href', `/self-service?whose=all&${rest}`);
  });

  it('shows what a component asked for, and asks for more in its name', async () => {
    const { api } = renderOnEntityPage(tab, cart);
    await screen.findByRole('row', { name: 'checkout-cart' });
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
    expect(api.asked('resources')).toMatchObject({
      component: 'component:default/cart',
    });
    const link = await screen.findByRole('link', { name: 'Request namespace' });
    const { searchParams } = new URL(
      link.getAttribute('href') ?? '',
      'http://portal.example',
    );
    expect(Object.fromEntries(searchParams)).toEqual({
      component: 'component:default/cart',
      team: 'group:default/checkout',
      system: 'system:default/shop',
    });
  });

  it('says what would be here, and offers nothing to those who may not ask', async () => {
    const data = exampleData();
    Object.assign(data, { resources: [], requests: [], quotas: [] });
    data.context.mayRequest = false;
    renderOnEntityPage(tab, team, new FakeSelfServiceApi(data));
    expect(await screen.findByText('Checkout has nothing yet')).toBeVisible();
    expect(
      await screen.findByText('The team is held to no limit of its own.'),
    ).toBeVisible();
    expect(
      screen.queryByRole('link', { name: 'Request namespace' }),
    ).not.toBeInTheDocument();
  });

  it('offers a retry when the backend does not answer', async () => {
    const api = new FakeSelfServiceApi();
    api.failure = new Error('connection refused');
    renderOnEntityPage(tab, cart, api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'connection refused',
    );
  });
});

describe('card', () => {
  it('says how a resource of ours is, and leads to its page', async () => {
    renderOnEntityPage(
      card,
      namespace({ 'slipway.dev/self-service-id': 'cart-dev' }),
    );
    expect(await screen.findByText('Ready')).toBeVisible();
    expect(screen.getByText(/in 4 d 3 h/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open in self-service' }),
    ).toHaveAttribute('href', '/self-service/resources/cart-dev');
  });

  it('is not there for a resource of others', async () => {
    const { api } = renderOnEntityPage(card, namespace());
    await waitFor(() => expect(document.body).not.toBeEmptyDOMElement());
    expect(screen.queryByText('Self-service')).not.toBeInTheDocument();
    expect(api.log).toEqual([]);
  });
});
