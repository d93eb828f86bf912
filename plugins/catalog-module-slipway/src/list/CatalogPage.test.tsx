import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { CatalogApi, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { entity } from '../__testUtils__/entities';
import { CatalogPage } from './CatalogPage';

const service = (name: string, owner: string, tier?: string) =>
  entity(name, {
    title: name.toLocaleUpperCase('en-US'),
    annotations: {
      ...(tier && { 'slipway.dev/tier': tier }),
      'slipway.dev/on-call': 'https://rota.example.com/checkout',
    },
    spec: { type: 'service', lifecycle: 'production' },
    relations: {
      ownedBy: [`group:default/${owner}`],
      partOf: ['system:default/shop'],
    },
  });

const entities = [
  service('cart', 'checkout', '1'),
  service('search', 'discovery', '2'),
  service('bare', 'checkout'),
  entity('orders-api', {
    kind: 'API',
    spec: { type: 'openapi', lifecycle: 'production' },
    relations: { ownedBy: ['group:default/checkout'] },
  }),
];

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

function show(path = '/', catalogApi?: Partial<CatalogApi>) {
  const mock = catalogApiMock({ entities });
  renderInTestApp(
    <>
      <CatalogPage title="Catalog" />
      <Address />
    </>,
    {
      apis: [
        catalogApi
          ? catalogApiMock.mock({
              getEntityFacets: request => mock.getEntityFacets(request),
              getEntitiesByRefs: request => mock.getEntitiesByRefs(request),
              ...catalogApi,
            })
          : mock,
        mockApis.identity({
          userEntityRef: 'user:default/ana',
          ownershipEntityRefs: ['user:default/ana', 'group:default/checkout'],
        }),
      ],
      initialRouteEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

const rowNames = async () => {
  const grid = await screen.findByRole('grid', { name: 'Catalog' });
  return within(grid)
    .getAllByRole('row')
    .slice(1)
    .map(row => row.getAttribute('aria-label') ?? row.textContent);
};

const address = () => screen.getByTestId('address').textContent;

describe('CatalogPage', () => {
  it('lists components with what people look for', async () => {
    show();
    expect(await screen.findByText('3 components')).toBeVisible();
    expect(
      screen.getAllByRole('columnheader').map(head => head.textContent),
    ).toEqual([
      'Name',
      'Type',
      'Tier',
      'Owner',
      'System',
      'Lifecycle',
      'On call',
    ]);
    const cart = screen.getByRole('row', { name: /CART/ });
    expect(cart).toHaveTextContent(/service.*Tier 1.*checkout.*shop/);
    expect(
      within(cart).getByRole('link', { name: 'rota.example.com/checkout' }),
    ).toBeVisible();
    expect(screen.getByRole('row', { name: /BARE/ })).toHaveTextContent(
      'Not set',
    );
  });

  it('puts filters into the address and out again', async () => {
    show();
    await screen.findByText('3 components');
    await userEvent.click(screen.getByRole('button', { name: /Tier/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: /Tier 1/ }),
    );
    expect(await screen.findByText('1 component')).toBeVisible();
    expect(address()).toBe('/?tier=1');
    await userEvent.keyboard('{Escape}');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('3 components')).toBeVisible();
    expect(address()).toBe('/');
  });

  it('shows what a link says, and what belongs to the person', async () => {
    show('/?q=cart');
    expect(await screen.findByText('1 component')).toBeVisible();
    const mine = screen.getByRole('button', { name: 'Owned by me' });
    await waitFor(() => expect(mine).toBeEnabled());
    await userEvent.click(mine);
    expect(new URLSearchParams(address()?.slice(2)).getAll('owner')).toEqual([
      'user:default/ana',
      'group:default/checkout',
    ]);
    expect(mine).toHaveAttribute('aria-pressed', 'true');
  });

  it('sorts on the server', async () => {
    show();
    await screen.findByText('3 components');
    await userEvent.click(screen.getByRole('columnheader', { name: 'Tier' }));
    expect(address()).toBe('/?sort=tier');
    await waitFor(async () =>
      expect((await rowNames()).map(name => name?.slice(0, 4))).toEqual([
        'CART',
        'SEAR',
        'BARE',
      ]),
    );
  });

  it('says what to do when nothing matches', async () => {
    show('/?q=nothing-like-this');
    expect(
      await screen.findByText('Nothing matches these filters'),
    ).toBeVisible();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByText('3 components')).toBeVisible();
  });

  it('keeps the filters when loading fails, and tries again', async () => {
    const queryEntities = jest
      .fn()
      .mockRejectedValueOnce(new Error('connection refused'))
      .mockResolvedValue({ items: [], totalItems: 0, pageInfo: {} });
    show('/?tier=1', { queryEntities });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The catalog could not be loaded.*connection refused.*kept in the address/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Nothing matches these filters'),
    ).toBeVisible();
    expect(address()).toBe('/?tier=1');
  });

  it('says who can grant access', async () => {
    const denied = Object.assign(new Error('denied'), {
      name: 'NotAllowedError',
    });
    show('/', { queryEntities: jest.fn().mockRejectedValue(denied) });
    expect(
      await screen.findByText('You may not see the catalog'),
    ).toBeVisible();
    expect(screen.getByText(/platform team/)).toBeVisible();
  });
});
