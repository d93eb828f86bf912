import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { exampleData } from '../__testUtils__/exampleData';
import { FakeSelfServiceApi } from '../__testUtils__/FakeSelfServiceApi';
import { address, renderSelfService } from '../__testUtils__/renderSelfService';
import { actorOf, auditQueryOf } from './activityFilters';

afterEach(() => jest.restoreAllMocks());

const page = '/self-service/activity';

it('lists who did what, of what and why', async () => {
  const { api, container } = renderSelfService(page);
  const row = await screen.findByRole('row', { name: 'Extended' });
  expect(row).toHaveTextContent('checkout-cart');
  expect(row).toHaveTextContent('The load test runs until Friday.');
  expect(row).toHaveTextContent('2 hours ago');
  expect(
    (await screen.findAllByRole('rowheader')).map(each => each.textContent),
  ).toEqual(['Drift found', 'Extended', 'Ready', 'Request submitted']);
  expect(api.asked('audit')).toMatchObject({ limit: 25 });
  expect(await axeViolations(container)).toEqual([]);
});

it('keeps filters in the address and exports what they select', async () => {
  const save = jest.fn();
  Object.assign(URL, { createObjectURL: save, revokeObjectURL: jest.fn() });
  jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(() => undefined);
  const { api } = renderSelfService(`${page}?from=2026-03-01&to=2026-03-02`);
  await screen.findByRole('row', { name: 'Extended' });
  await userEvent.click(screen.getByRole('button', { name: /What$/ }));
  await userEvent.click(screen.getByRole('option', { name: 'Extended' }));
  expect(address().searchParams.get('event')).toBe('resource.extended');
  await waitFor(() =>
    expect(screen.queryByRole('row', { name: 'Ready' })).toBeNull(),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Export NDJSON' }));
  await waitFor(() => expect(save).toHaveBeenCalled());
  const asked = api.asked('exportAudit');
  expect(asked).toMatchObject({
    event: 'resource.extended',
    from: new Date(2026, 2, 1).toISOString(),
    to: new Date(2026, 2, 3).toISOString(),
  });
  expect(asked).not.toHaveProperty('limit');
});

it('opens a record by its address, with what it changed and its hashes', async () => {
  const data = exampleData();
  data.audit = data.audit.map(record =>
    record.sequence === 8
      ? {
          ...record,
          before: { expiresAt: '2026-03-06' },
          after: { expiresAt: '2026-03-20' },
          planHash: 'plan hash',
        }
      : record,
  );
  renderSelfService(page, { api: new FakeSelfServiceApi(data) });
  const row = await screen.findByRole('row', { name: 'Extended' });
  await userEvent.click(within(row).getByRole('link', { name: 'Extended' }));
  expect(address().searchParams.get('record')).toBe('8');
  const dialog = await screen.findByRole('dialog');
  const diff = await within(dialog).findByRole('group', {
    name: 'What it changed',
  });
  expect(diff).toHaveTextContent('removed: "expiresAt": "2026-03-06"');
  expect(diff).toHaveTextContent('added: "expiresAt": "2026-03-20"');
  expect(dialog).toHaveTextContent('plan hash');
  expect(dialog).toHaveTextContent('hash 7');
  expect(await axeViolations(dialog)).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
  expect(address().search).toBe('');
});

it('says whether the chain is whole, and names the record that is not', async () => {
  const { api } = renderSelfService(page);
  await userEvent.click(
    await screen.findByRole('button', { name: 'Check the chain' }),
  );
  expect(await screen.findByText('Intact: 9 records')).toBeVisible();
  Object.assign(api.data.check, {
    intact: false,
    broken: { sequence: 4, message: 'its hash is not that of its content' },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
  expect(await screen.findByText('Not intact')).toBeVisible();
  expect(
    screen.getByText('Record 4: its hash is not that of its content'),
  ).toBeVisible();
});

it('says who can grant it, and shows what happened to one thing all the same', async () => {
  const data = exampleData();
  data.context.mayAudit = false;
  const api = new FakeSelfServiceApi(data);
  const { unmount, container } = renderSelfService(page, { api });
  expect(await screen.findByText('You may not see the audit')).toBeVisible();
  expect(
    screen.getByText(/by the permission self-service.audit.read/),
  ).toBeVisible();
  expect(await axeViolations(container)).toEqual([]);
  unmount();
  renderSelfService(`${page}?resourceId=cart-dev`, { api });
  expect(await screen.findByRole('row', { name: 'Ready' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Export NDJSON' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
  expect(await screen.findByText('You may not see the audit')).toBeVisible();
});

it('has an empty and an error state', async () => {
  const data = exampleData();
  data.audit = [];
  const { unmount } = renderSelfService(page, {
    api: new FakeSelfServiceApi(data),
  });
  expect(await screen.findByText('Nothing has happened yet')).toBeVisible();
  unmount();
  const api = new FakeSelfServiceApi();
  api.failure = new Error('the database does not answer');
  renderSelfService(page, { api });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'the database does not answer',
  );
  api.failure = undefined;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('row', { name: 'Ready' })).toBeVisible();
});

it('reads names and days as people write them', () => {
  expect(actorOf('ana.brandt')).toBe('user:default/ana.brandt');
  expect(actorOf('slipway-cli')).toBe('slipway-cli');
  expect(actorOf('user:default/ana.brandt')).toBe('user:default/ana.brandt');
  expect(auditQueryOf({ from: 'tomorrow', to: '2026-99' })).toEqual({});
});
