import { ResponseError } from '@backstage/errors';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { resource } from '../__testUtils__/builders';
import { exampleData } from '../__testUtils__/exampleData';
import { FakeSelfServiceApi } from '../__testUtils__/FakeSelfServiceApi';
import { address, renderSelfService } from '../__testUtils__/renderSelfService';

afterEach(() => jest.restoreAllMocks());

const rowNames = async (table: string) => {
  const grid = await screen.findByRole('grid', { name: table });
  const rows = await within(grid).findAllByRole('rowheader');
  return rows.map(row => row.textContent);
};

async function failing(status: number, message: string) {
  const api = new FakeSelfServiceApi();
  const body = {
    error: { name: 'Error', message },
    response: { statusCode: status },
  };
  api.failure = await ResponseError.fromResponse(
    Response.json(body, { status }),
  );
  return api;
}

it('shows what can be asked for, what waits, and what the teams have', async () => {
  const { container, api } = renderSelfService('/self-service');
  expect(
    await screen.findByRole('link', { name: 'Request namespace' }),
  ).toHaveAttribute('href', '/self-service/request/namespace');
  const waits = await screen.findByRole('region', { name: 'Waits for you' });
  const titles = await within(waits).findAllByRole('listitem');
  expect(titles.map(title => title.textContent)).toEqual([
    expect.stringContaining('payments-ledger in production'),
    expect.stringMatching(/checkout-promo in staging.*Running/),
    expect.stringMatching(/checkout-orders in production.*Waiting for/),
    expect.stringMatching(/Change tier of checkout-cart.*Failed/),
  ]);
  expect(await rowNames('Things of your teams')).toEqual([
    'checkout-promo',
    'checkout-spike',
    'checkout-cart',
    'checkout-orders',
    'checkout-pr-214Sample data',
  ]);
  const cart = screen.getByRole('row', { name: 'checkout-cart' });
  expect(cart).toHaveTextContent('Ready');
  expect(cart).toHaveTextContent('in 4 d 3 h');
  expect(cart).toHaveTextContent('€37.96');
  // What has no price is said, never 0.
  const orders = screen.getByRole('row', { name: 'checkout-orders' });
  expect(orders).toHaveTextContent('not known');
  expect(api.asked('resources')).toMatchObject({ mine: true });
  expect(await axeViolations(container)).toEqual([]);
});

it('keeps filters, order and search in the address', async () => {
  const { api } = renderSelfService('/self-service');
  await rowNames('Things of your teams');
  await userEvent.click(screen.getByRole('button', { name: /State$/ }));
  await userEvent.click(screen.getByRole('option', { name: 'Paused' }));
  expect(address().searchParams.get('state')).toBe('suspended');
  await waitFor(async () =>
    expect(await rowNames('Things of your teams')).toHaveLength(1),
  );
  await userEvent.click(screen.getByRole('columnheader', { name: /Name/ }));
  expect(address().searchParams.get('sort')).toBe('name');
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Search by name' }),
    'nothing like it',
  );
  expect(await screen.findByText('Nothing matches')).toBeVisible();
  expect(api.asked('resources')).toMatchObject({
    state: ['suspended'],
    sort: 'name',
    search: 'nothing like it',
  });
  await userEvent.click(screen.getByRole('link', { name: 'Clear filters' }));
  expect(address().search).toBe('');
});

it('names the person for whom a service asked, and a service without a page', async () => {
  const data = exampleData();
  const [toDecide] = data.requests;
  Object.assign(toDecide, {
    requestedBy: 'external:pipeline',
    onBehalfOf: 'user:default/joel.mensah',
  });
  data.requests.push({
    ...toDecide,
    id: 'by-service',
    title: 'Namespace checkout-nightly in production',
    onBehalfOf: null,
  });
  renderSelfService('/self-service', { api: new FakeSelfServiceApi(data) });
  const waits = await screen.findByRole('region', { name: 'Waits for you' });
  expect(
    await within(waits).findByRole('link', { name: 'joel.mensah' }),
  ).toBeVisible();
  expect(within(waits).getByText(/external:pipeline,/)).toBeVisible();
  expect(
    within(waits).queryByRole('link', { name: /pipeline/ }),
  ).not.toBeInTheDocument();
});

it('has a filter for what the address narrows to', async () => {
  const { api } = renderSelfService(
    '/self-service?whose=all&target=dev-cluster',
  );
  await rowNames('All things');
  expect(api.asked('resources')).toMatchObject({
    mine: false,
    target: 'dev-cluster',
  });
  await userEvent.click(screen.getByRole('button', { name: /Target$/ }));
  await userEvent.click(screen.getByRole('option', { name: 'All targets' }));
  expect(address().search).toBe('?whose=all');
});

it('pages by cursor, forward and back', async () => {
  const data = exampleData();
  data.resources = Array.from({ length: 60 }, (_, index) =>
    resource({
      id: `r${index}`,
      name: `checkout-${String(index).padStart(2, '0')}`,
    }),
  );
  renderSelfService('/self-service?sort=name', {
    api: new FakeSelfServiceApi(data),
  });
  const first = async () => (await rowNames('Things of your teams'))[0];
  expect(await first()).toBe('checkout-00');
  await userEvent.click(screen.getByRole('button', { name: /next/i }));
  await waitFor(async () => expect(await first()).toBe('checkout-25'));
  await userEvent.click(screen.getByRole('button', { name: /next/i }));
  await waitFor(async () => expect(await first()).toBe('checkout-50'));
  expect(address().searchParams.get('cursor')).toBe('50');
  await userEvent.click(screen.getByRole('button', { name: /previous/i }));
  await waitFor(async () => expect(await first()).toBe('checkout-25'));
  await userEvent.click(screen.getByRole('button', { name: /previous/i }));
  await waitFor(async () => expect(await first()).toBe('checkout-00'));
  expect(address().searchParams.get('cursor')).toBeNull();
});

it('shows a change as soon as a signal tells of one', async () => {
  const { api, signals } = renderSelfService('/self-service');
  await rowNames('Things of your teams');
  const promo = api.data.resources.find(({ id }) => id === 'promo');
  Object.assign(promo ?? {}, { state: 'ready' });
  act(() => signals.send({ resourceId: 'promo' }));
  await waitFor(() =>
    expect(
      screen.getByRole('row', { name: 'checkout-promo' }),
    ).toHaveTextContent('Ready'),
  );
});

it('says what would be here, and the next step', async () => {
  const data = exampleData();
  Object.assign(data, { requests: [], resources: [] });
  const { container } = renderSelfService('/self-service', {
    api: new FakeSelfServiceApi(data),
  });
  expect(await screen.findByText('Nothing waits for you')).toBeVisible();
  expect(await screen.findByText('Your teams have nothing yet')).toBeVisible();
  expect(await axeViolations(container)).toEqual([]);
});

it('offers nothing to ask for to those who may not', async () => {
  const data = exampleData();
  data.context.mayRequest = false;
  renderSelfService('/self-service', { api: new FakeSelfServiceApi(data) });
  expect(await screen.findByText(/You may look, but not ask/)).toBeVisible();
  expect(
    screen.queryByRole('link', { name: 'Request namespace' }),
  ).not.toBeInTheDocument();
});

const pages = [
  '/self-service',
  '/self-service/request/namespace',
  '/self-service/requests/running',
  '/self-service/resources/cart-dev',
];

describe.each(pages)('%s', page => {
  it('says who can grant access', async () => {
    const api = await failing(403, 'not allowed');
    const { container } = renderSelfService(page, { api });
    expect(
      (
        await screen.findAllByRole('heading', {
          name: 'You may not see self-service',
        })
      )[0],
    ).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it("gives the backend's words and retries", async () => {
    const api = await failing(503, 'the database does not answer');
    renderSelfService(page, { api });
    const [alert] = await screen.findAllByRole('alert');
    expect(alert).toHaveTextContent('the database does not answer');
    api.failure = undefined;
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect((await screen.findAllByText(/checkout|Checkout/))[0]).toBeVisible();
  });
});

it('says when there is no such page', async () => {
  renderSelfService('/self-service/no/such/page');
  expect(
    await screen.findByText('There is no such self-service page'),
  ).toBeVisible();
});
