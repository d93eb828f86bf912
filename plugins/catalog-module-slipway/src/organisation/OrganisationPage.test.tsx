import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { entity } from '../__testUtils__/entities';
import { OrganisationPage } from './OrganisationPage';

const show = (entities: ReturnType<typeof entity>[]) =>
  renderInTestApp(<OrganisationPage />, {
    apis: [catalogApiMock({ entities })],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });

describe('OrganisationPage', () => {
  it('shows departments with their teams, leads and sizes', async () => {
    show([
      entity('customer', { kind: 'Group' }),
      entity('checkout', {
        kind: 'Group',
        annotations: { 'slipway.dev/lead': 'user:default/joel' },
        relations: { childOf: ['group:default/customer'] },
      }),
      entity('joel', {
        kind: 'User',
        relations: { memberOf: ['group:default/checkout'] },
      }),
      entity('cart', { relations: { ownedBy: ['group:default/checkout'] } }),
      entity('orders', { relations: { ownedBy: ['group:default/checkout'] } }),
    ]);
    const team = (
      await screen.findByRole('link', { name: 'checkout' })
    ).closest('li');
    expect(team).toHaveTextContent(/Lead joel.*1 person.*2 components/);
    expect(team?.parentElement?.closest('li')).toHaveTextContent(/^customer/);
    expect(screen.getByRole('link', { name: '2 components' })).toHaveAttribute(
      'href',
      '/catalog?owner=group%3Adefault%2Fcheckout',
    );
  });

  it('says where groups come from when there are none', async () => {
    show([]);
    expect(
      await screen.findByText('The catalog has no groups'),
    ).toBeInTheDocument();
  });
});
