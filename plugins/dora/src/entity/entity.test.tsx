import { Entity } from '@backstage/catalog-model';
import { screen, waitFor, within } from '@testing-library/react';
import { renderInTestApp, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { axeViolations } from '../__testUtils__/axe';
import { FakeDoraApi } from '../__testUtils__/FakeDoraApi';
import { entities, now, quarter } from '../__testUtils__/scenario';
import { doraApiRef } from '../api/DoraApi';
import { doraPlugin } from '../plugin';
import { rootRouteRef } from '../routes';
import { TeamDeliverySummary } from './TeamDeliverySummary';

afterEach(() => jest.restoreAllMocks());

const [cart] = entities;

/** An extension of the plugin on the page of an entity. */
function renderOnEntityPage(
  id: 'entity-card:dora' | 'entity-content:dora',
  entity: Entity,
) {
  jest.spyOn(Date, 'now').mockReturnValue(now.getTime());
  const api = new FakeDoraApi(quarter());
  const result = renderTestApp({
    extensions: [createTestEntityPage({ entity }), doraPlugin.getExtension(id)],
    mountedRoutes: { '/elsewhere': rootRouteRef },
    apis: [
      [doraApiRef, api],
      [catalogApiRef, catalogApiMock({ entities })],
    ],
  });
  return { ...result, api };
}

describe('entity card', () => {
  it('gives the five metrics of what is deployed', async () => {
    const { api } = renderOnEntityPage('entity-card:dora', cart);
    expect(await screen.findByText('Delivery, last 90 days')).toBeVisible();
    const list = await screen.findByRole('list', { name: 'Delivery metrics' });
    expect(list).toHaveTextContent('Change lead time1 h 30 min p50');
    expect(api.asked('metrics')).toMatchObject({
      entityRef: 'component:default/cart',
    });
  });

  it('is not there for a library, which is rarely deployed', async () => {
    const library = { ...cart, spec: { type: 'library' } };
    const { api } = renderOnEntityPage('entity-card:dora', library);
    await waitFor(() => expect(document.body).not.toBeEmptyDOMElement());
    expect(screen.queryByText(/Delivery, last/)).not.toBeInTheDocument();
    expect(api.requests).toEqual([]);
  });
});

describe('entity tab', () => {
  it('shows the overview; its numbers open the delivery pages', async () => {
    renderOnEntityPage('entity-content:dora', cart);
    const tile = await screen.findByRole('article', {
      name: 'Change fail rate',
    });
    expect(
      within(tile).getByRole('link', { name: /^Change fail rate: 20%/ }),
    ).toHaveAttribute(
      'href',
      '/elsewhere/deployments?entityRef=component%3Adefault%2Fcart&filter=failed',
    );
    expect(screen.getByText(/^Last 90 days, .* time zone UTC/)).toBeVisible();
  });
});

describe('TeamDeliverySummary', () => {
  function renderSummary(api: FakeDoraApi, groupRef: string) {
    jest.spyOn(Date, 'now').mockReturnValue(now.getTime());
    return renderInTestApp(
      <>
        <h2>My team</h2>
        <TeamDeliverySummary groupRef={groupRef} />
      </>,
      {
        mountedRoutes: { '/delivery': rootRouteRef },
        apis: [
          [doraApiRef, api],
          [catalogApiRef, catalogApiMock({ entities })],
        ],
      },
    );
  }

  it('gives the five metrics of the last 90 days and the way to the rest', async () => {
    const api = new FakeDoraApi(quarter());
    const { container } = renderSummary(api, 'group:default/checkout');
    const list = await screen.findByRole('list', { name: 'Delivery metrics' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    expect(list).toHaveTextContent('Change fail rate20%');
    expect(screen.getByRole('link', { name: 'Open delivery' })).toHaveAttribute(
      'href',
      '/delivery/group/default/checkout',
    );
    expect(api.asked('metrics')).toMatchObject({
      entityRef: 'group:default/checkout',
      from: '2026-01-01',
    });
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says why a team has no data, and never 0', async () => {
    renderSummary(new FakeDoraApi(quarter()), 'group:default/nobody');
    const list = await screen.findByRole('list', { name: 'Delivery metrics' });
    expect(within(list).getAllByText('No data.')).toHaveLength(5);
    expect(list).toHaveTextContent('Nothing here is a service.');
    expect(list).not.toHaveTextContent(/0%|0 per day|Elite/);
  });

  it('offers a retry when the backend does not answer', async () => {
    const api = new FakeDoraApi(quarter());
    api.failure = new Error('connection refused');
    renderSummary(api, 'group:default/checkout');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'connection refused',
    );
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
