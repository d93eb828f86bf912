import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { address, renderDelivery } from '../__testUtils__/renderDelivery';

afterEach(() => jest.restoreAllMocks());

const tile = (name: string) => screen.findByRole('article', { name });

describe('overview', () => {
  it('says whose data it is, which window and which time zone', async () => {
    const { container } = renderDelivery('/delivery');
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Saltmarsh Supply',
      }),
    ).toBeVisible();
    expect(
      await screen.findByText(
        /^Last 90 days, .*Jan.* to .*31.*2026, time zone UTC, production deployments$/,
      ),
    ).toBeVisible();
    await screen.findByRole('grid', { name: 'Teams' });
    await screen.findByRole('grid', { name: 'Latest deployments' });
    expect(await axeViolations(container)).toEqual([]);
  });

  it.each([
    [
      'Deployment frequency',
      '1 per 18 d',
      '/delivery/deployments?entityRef=component%3Adefault%2Fcart',
      '5 deployments, on 0.3 days a week',
    ],
    [
      'Change lead time',
      '1 h 30 min',
      '/delivery/changes?entityRef=component%3Adefault%2Fcart&excluded=without',
      '4 changes, p75 9 h, p90 21 h 36 min, 1 left out',
    ],
    [
      'Change fail rate',
      '20%',
      '/delivery/deployments?entityRef=component%3Adefault%2Fcart&filter=failed',
      '1 of 5 deployments failed',
    ],
    [
      'Failed deployment recovery time',
      '2 h',
      '/delivery/deployments?entityRef=component%3Adefault%2Fcart&filter=failed&sort=-recoverySeconds',
      '1 recovery',
    ],
    [
      'Deployment rework rate',
      '20%',
      '/delivery/deployments?entityRef=component%3Adefault%2Fcart&filter=rework',
      '1 of 5 deployments',
    ],
  ])('shows %s: %s, its definition, rows and basis', async (name, ...rest) => {
    const [text, rows, basis] = rest;
    renderDelivery('/delivery/component/default/cart');
    const shown = within(await tile(name));
    const value = shown.getByRole('link', { name: new RegExp(`^${name}:`) });
    expect(value).toHaveTextContent(text);
    expect(value).toHaveAttribute('href', rows);
    const anchor = name.toLocaleLowerCase('en').replace(/ /g, '-');
    expect(shown.getByRole('link', { name })).toHaveAttribute(
      'href',
      `/delivery/definitions#${anchor}`,
    );
    expect(await tile(name)).toHaveTextContent(basis);
  });

  it('shows the way from the department down', async () => {
    renderDelivery('/delivery/component/default/cart?window=30d');
    const crumbs = await screen.findByRole('navigation', {
      name: 'Breadcrumbs',
    });
    await within(crumbs).findByText('Cart');
    expect(
      within(crumbs)
        .getAllByRole('link')
        .map(link => `${link.textContent} ${link.getAttribute('href')}`),
    ).toEqual([
      'Delivery /delivery',
      'Customer /delivery/group/default/customer?window=30d',
      'Checkout /delivery/group/default/checkout?window=30d',
    ]);
  });

  it('breaks a department down by team', async () => {
    renderDelivery('/delivery/group/default/customer');
    // The fake knows no teams below groups, so the table says what it would hold.
    expect(await screen.findByRole('heading', { name: 'Teams' })).toBeVisible();
    expect(await screen.findByText('No services yet')).toBeVisible();
  });

  it('breaks a team down by service; every number opens its rows', async () => {
    renderDelivery('/delivery/group/default/checkout');
    const grid = await screen.findByRole('grid', { name: 'Services' });
    const cart = await within(grid).findByRole('row', { name: 'cart' });
    const hrefs = within(cart)
      .getAllByRole('link')
      .map(link => link.getAttribute('href'));
    const rows = 'entityRef=component%3Adefault%2Fcart';
    expect(hrefs).toEqual([
      '/delivery/component/default/cart',
      `/delivery/deployments?${rows}`,
      `/delivery/changes?${rows}&excluded=without`,
      `/delivery/deployments?${rows}&filter=failed`,
      `/delivery/deployments?${rows}&filter=failed`,
      `/delivery/deployments?${rows}&filter=rework`,
    ]);
    const payments = within(grid).getByRole('row', { name: 'payments' });
    expect(within(payments).getAllByText('no data')).toHaveLength(5);
    await userEvent.click(screen.getByRole('radio', { name: 'Teams' }));
    expect(address().searchParams.get('by')).toBe('team');
    expect(await screen.findByRole('grid', { name: 'Teams' })).toBeVisible();
  });

  it('opens the changes of a bar and the rows of a coverage number', async () => {
    renderDelivery('/delivery/component/default/cart?environment=production');
    const bars = await screen.findByRole('table', {
      name: 'Distribution of lead times',
    });
    expect(
      within(bars).getByRole('link', { name: '3 changes, 1 h to 4 h' }),
    ).toHaveAttribute(
      'href',
      '/delivery/changes?entityRef=component%3Adefault%2Fcart&leadTimeFrom=3600&leadTimeTo=14400',
    );
    expect(
      screen.getByRole('link', {
        name: 'Version resolves to no commit: 1 of 5 deployments',
      }),
    ).toHaveAttribute('href', expect.stringContaining('filter=unresolved'));
  });

  it('gives weeks as a table whose rows open the deployments of the week', async () => {
    renderDelivery(
      '/delivery/component/default/cart?window=2026&reportYear=2024',
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show Deployments per week as a table',
      }),
    );
    const table = screen.getByRole('table', { name: 'Deployments per week' });
    const week = within(table).getByRole('row', { name: /Feb.* 9.*|9 Feb.*/ });
    const href = within(week).getByRole('link').getAttribute('href') ?? '';
    const parameters = new URL(href, 'http://portal.example').searchParams;
    expect(Object.fromEntries(parameters)).toEqual({
      entityRef: 'component:default/cart',
      from: '2026-02-09',
      to: '2026-02-16',
      reportYear: '2024',
    });
  });

  it('says that there is no data, why, and offers the next step', async () => {
    const { api } = renderDelivery('/delivery/component/default/payments');
    expect(
      await screen.findByRole('heading', {
        name: 'No data: no successful production deployment in this window',
      }),
    ).toBeVisible();
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
    expect(screen.queryByText(/elite|0%/i)).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the last 365 days' }),
    );
    expect(address().searchParams.get('window')).toBe('365d');
    expect(api.asked('metrics')).toMatchObject({ from: '2025-04-01' });
  });

  it('marks sample data at the head and row by row among others', async () => {
    renderDelivery('/delivery');
    expect(
      await screen.findByText(/numbers are of an invented company/),
    ).toBeVisible();
    const latest = await screen.findByRole('grid', {
      name: 'Latest deployments',
    });
    const marked = within(latest)
      .getAllByRole('row')
      .filter(row => within(row).queryByText('Sample data'));
    expect(marked).toHaveLength(1);
    expect(marked[0]).toHaveTextContent('search');
  });
});
