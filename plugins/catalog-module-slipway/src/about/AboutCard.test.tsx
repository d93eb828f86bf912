import { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { entity } from '../__testUtils__/entities';
import { AboutCard } from './AboutCard';

const annotations = {
  'slipway.dev/tier': '1',
  'slipway.dev/on-call': 'group:default/checkout',
  'slipway.dev/technology': 'Java, Kafka',
  'slipway.dev/runbook': 'https://wiki.example.com/orders',
  'slipway.dev/dashboard': 'https://graphs.example.com/orders',
  'slipway.dev/docs': 'https://docs.example.com/orders',
  'slipway.dev/chat': '#checkout',
  'slipway.dev/compliance': 'gdpr',
};

const orders = entity('orders', {
  description: 'Takes an order',
  annotations,
  links: [
    { title: 'Repository', url: 'https://git.example.com/orders' },
    { title: 'Board', url: 'https://board.example.com/orders' },
    { title: 'Trap', url: ['javascript', 'alert(1)'].join(':') },
  ],
  spec: { type: 'service', lifecycle: 'production' },
  relations: {
    ownedBy: ['group:default/checkout'],
    partOf: ['system:default/shop'],
    dependencyOf: ['component:default/invoices'],
  },
});

/** Shows the card and waits until it has all it shows. */
async function show(subject: Entity) {
  renderInTestApp(
    <EntityProvider entity={subject}>
      <AboutCard />
    </EntityProvider>,
    {
      apis: [catalogApiMock({ entities: [subject] })],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  await screen.findByRole('heading', { name: 'About' });
  await waitFor(() =>
    expect(screen.queryByRole('status')).not.toBeInTheDocument(),
  );
}

/** What stands beside a fact's name. */
function fact(name: string): HTMLElement {
  const [term] = screen.getAllByText(name, { selector: 'dt' });
  const value = term.parentElement?.querySelector('dd');
  if (!value) {
    throw new Error(`No value beside ${name}`);
  }
  return value;
}

describe('AboutCard', () => {
  it('says who owns it, who is on call and where everything is', async () => {
    await show(orders);
    expect(fact('Owner')).toHaveTextContent('checkout');
    expect(within(fact('On call')).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/group/checkout',
    );
    expect(fact('Tier')).toHaveTextContent('Tier 1Business stops without it');
    expect(fact('Lifecycle')).toHaveTextContent('production');
    expect(fact('System')).toHaveTextContent('shop');
    expect(fact('Technology')).toHaveTextContent('JavaKafka');
    expect(fact('Compliance')).toHaveTextContent('GDPR');
    const places = screen.getByRole('list', { name: 'Where things are' });
    expect(
      within(places)
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['Docs', 'https://docs.example.com/orders'],
      ['Runbook', 'https://wiki.example.com/orders'],
      ['Dashboard', 'https://graphs.example.com/orders'],
      ['Source', 'https://git.example.com/orders'],
      ['Board', 'https://board.example.com/orders'],
    ]);
    expect(places).toHaveTextContent('Chat #checkout');
    expect(screen.queryByText(/not set/i)).not.toBeInTheDocument();
    expect(screen.getByText('1 entity depends on it')).toBeVisible();
  });

  it('says how to add what is missing', async () => {
    await show(
      entity('bare', { spec: { type: 'service', lifecycle: 'production' } }),
    );
    expect(fact('Owner')).toHaveTextContent('Not set. Add spec.owner');
    expect(fact('On call')).toHaveTextContent(
      'Not set. Add metadata.annotations.slipway.dev/on-call',
    );
    expect(fact('Tier')).toHaveTextContent(
      'Add metadata.annotations.slipway.dev/tier',
    );
    const missing = screen.getByRole('list', { name: 'What is missing' });
    expect(
      within(missing)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Docs is not set. Add metadata.annotations.slipway.dev/docs',
      'Runbook is not set. Add metadata.annotations.slipway.dev/runbook',
      'Dashboard is not set. Add metadata.annotations.slipway.dev/dashboard',
      'Source is not set. Add metadata.links with the title "Repository"',
      'Chat is not set. Add metadata.annotations.slipway.dev/chat',
    ]);
    expect(
      screen.getByText('Nothing in the catalog depends on it'),
    ).toBeVisible();
  });

  it('asks no library for a runbook', async () => {
    await show(entity('money', { spec: { type: 'library' } }));
    expect(screen.queryByText(/slipway.dev\/runbook/)).not.toBeInTheDocument();
    expect(screen.getByText(/slipway.dev\/docs/)).toBeInTheDocument();
  });

  it('describes a team by its lead, its parent and its mailbox', async () => {
    await show(
      entity('checkout', {
        kind: 'Group',
        annotations: {
          'slipway.dev/lead': 'user:default/joel.mensah',
          'slipway.dev/time-zone': 'Europe/Lisbon',
        },
        spec: { type: 'team', profile: { email: 'checkout@example.com' } },
        relations: { childOf: ['group:default/customer'] },
      }),
    );
    expect(fact('Lead')).toHaveTextContent('joel.mensah');
    expect(fact('Part of')).toHaveTextContent('customer');
    expect(fact('Time zone')).toHaveTextContent('Europe/Lisbon');
    expect(within(fact('E-mail')).getByRole('link')).toHaveAttribute(
      'href',
      'mailto:checkout@example.com',
    );
    expect(screen.queryByText('Tier')).not.toBeInTheDocument();
    expect(screen.queryByText(/depends on it/)).not.toBeInTheDocument();
  });

  it('shows the first dependents and, asked, all', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `user-${index}`);
    await show(
      entity('base', {
        relations: {
          dependencyOf: names.map(name => `component:default/${name}`),
        },
      }),
    );
    expect(screen.getByText('9 entities depend on it')).toBeVisible();
    expect(screen.getAllByText(/^user-/)).toHaveLength(6);
    await userEvent.click(screen.getByRole('button', { name: 'Show all 9' }));
    expect(screen.getAllByText(/^user-/)).toHaveLength(9);
  });
});
