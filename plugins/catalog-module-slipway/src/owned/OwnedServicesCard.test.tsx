import { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { entity } from '../__testUtils__/entities';
import { OwnedServicesCard } from './OwnedServicesCard';

const ana = entity('ana', {
  kind: 'User',
  relations: { memberOf: ['group:default/checkout'] },
});
const checkout = entity('checkout', { kind: 'Group' });
const customer = entity('customer', {
  kind: 'Group',
  relations: { parentOf: ['group:default/checkout'] },
});
const orders = entity('orders', {
  annotations: { 'slipway.dev/tier': '1' },
  spec: { type: 'service', lifecycle: 'production' },
  relations: { ownedBy: ['group:default/checkout'] },
});

function show(subject: Entity) {
  renderInTestApp(
    <EntityProvider entity={subject}>
      <OwnedServicesCard />
    </EntityProvider>,
    {
      apis: [catalogApiMock({ entities: [ana, checkout, customer, orders] })],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

it.each([
  ['the team itself', checkout, ['group:default/checkout']],
  [
    'a department',
    customer,
    ['group:default/customer', 'group:default/checkout'],
  ],
  ['a person', ana, ['user:default/ana', 'group:default/checkout']],
])(
  'shows the services of %s, and how to see them all',
  async (_, subject, owners) => {
    show(subject);
    expect(await screen.findByRole('link', { name: 'orders' })).toBeVisible();
    const all = screen.getByRole('link', { name: 'All 1 in the catalog' });
    const { searchParams } = new URL(
      all.getAttribute('href') ?? '',
      'http://x',
    );
    expect(searchParams.getAll('owner')).toEqual(owners);
  },
);

it('says how a service would come to show', async () => {
  show(entity('lonely', { kind: 'Group' }));
  expect(await screen.findByText('No services')).toBeVisible();
});
