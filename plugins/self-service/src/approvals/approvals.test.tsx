import { ResponseError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { at, hour, request } from '../__testUtils__/builders';
import { exampleData } from '../__testUtils__/exampleData';
import { FakeSelfServiceApi } from '../__testUtils__/FakeSelfServiceApi';
import { address, renderSelfService } from '../__testUtils__/renderSelfService';

afterEach(() => jest.restoreAllMocks());

const page = '/self-service/approvals';

it('lists what the person may decide, with who asks and why', async () => {
  const data = exampleData();
  const toDecide = data.requests.find(({ id }) => id === 'to-decide');
  Object.assign(toDecide ?? {}, { reason: 'The ledger goes live on Monday.' });
  const { api, container } = renderSelfService(page, {
    api: new FakeSelfServiceApi(data),
  });
  const row = await screen.findByRole('row', { name: /payments-ledger/ });
  expect(row).toHaveTextContent('“The ledger goes live on Monday.”');
  expect(row).toHaveTextContent('production');
  expect(row).toHaveTextContent('40 minutes ago');
  expect(row).toHaveTextContent('in 6 d');
  expect(row).toHaveTextContent('€');
  expect(
    within(row).getByRole('link', { name: /payments-ledger/ }),
  ).toHaveAttribute('href', '/self-service/requests/to-decide');
  expect(screen.getAllByRole('row')).toHaveLength(2);
  expect(api.asked('requests')).toMatchObject({
    waitingForMe: true,
    sort: 'requestedAt',
  });
  expect(await axeViolations(container)).toEqual([]);
});

it('shows all that wait and what was decided by a filter in the address', async () => {
  const data = exampleData();
  data.requests.push(
    request({
      id: 'refused',
      title: 'Namespace checkout-mine in production',
      state: 'cancelled',
      cancelReason: 'refused',
      requestedBy: 'slipway-cli',
      onBehalfOf: 'user:default/ana.brandt',
      decision: {
        decision: 'refused',
        by: 'user:default/joel.mensah',
        reason: 'No owner is on call.',
        at: at(-hour),
      },
      decisions: [
        {
          id: 'd',
          decision: 'refused',
          by: 'user:default/joel.mensah',
          as: 'lead',
          approvers: [],
          planHash: 'a',
          reason: 'No owner is on call.',
          at: at(-hour),
        },
      ],
    }),
  );
  const { api } = renderSelfService(page, {
    api: new FakeSelfServiceApi(data),
  });
  await screen.findByRole('row', { name: /payments-ledger/ });
  await userEvent.click(screen.getByRole('button', { name: /Show$/ }));
  await userEvent.click(screen.getByRole('option', { name: 'Decided' }));
  expect(address().searchParams.get('show')).toBe('decided');
  const row = await screen.findByRole('row', { name: /checkout-mine/ });
  expect(row).toHaveTextContent(/Refused by joel\.mensah/);
  expect(row).toHaveTextContent('“No owner is on call.”');
  expect(row).toHaveTextContent('through slipway-cli');
  expect(api.asked('requests')).toMatchObject({
    decided: true,
    sort: '-updatedAt',
  });
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Search' }),
    'nothing like it',
  );
  expect(await screen.findByText('Nothing matches')).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: 'Clear filters' }));
  expect(address().search).toBe('?show=decided');
});

it('says what would wait here, and where to see the rest', async () => {
  const data = exampleData();
  Object.assign(data, { requests: [] });
  const { container } = renderSelfService(page, {
    api: new FakeSelfServiceApi(data),
  });
  expect(
    await screen.findByText('Nothing waits for your decision'),
  ).toBeVisible();
  expect(await axeViolations(container)).toEqual([]);
  await userEvent.click(
    screen.getByRole('link', { name: 'See all that wait' }),
  );
  expect(
    await screen.findByText('No request waits for approval'),
  ).toBeVisible();
});

it("gives the backend's words, retries, and says who grants access", async () => {
  const api = new FakeSelfServiceApi();
  api.failure = new Error('the database does not answer');
  renderSelfService(page, { api });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'the database does not answer',
  );
  api.failure = await ResponseError.fromResponse(
    Response.json({ error: { name: 'E', message: 'no' } }, { status: 403 }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(
    await screen.findByText(/by the permission self-service.read/),
  ).toBeVisible();
});
