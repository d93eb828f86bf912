import { ResponseError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { exampleData } from '../__testUtils__/exampleData';
import { FakeSelfServiceApi } from '../__testUtils__/FakeSelfServiceApi';
import { address, renderSelfService } from '../__testUtils__/renderSelfService';

afterEach(() => jest.restoreAllMocks());

beforeEach(() => sessionStorage.clear());

const page = '/self-service/admin';

function asPlatformEngineer() {
  const data = exampleData();
  data.context.mayAdmin = true;
  return new FakeSelfServiceApi(data);
}

const tab = (name: string) => screen.findByRole('tab', { name });

it('shows limits with their use to everybody, and changes them for none', async () => {
  const { container } = renderSelfService(page);
  const table = await screen.findByRole('grid', { name: 'Limits' });
  await within(table).findByText('Namespaces');
  expect(table).toHaveTextContent('24 of 10 namespaces');
  expect(table).toHaveTextContent('3 cores over the limit');
  expect(table).toHaveTextContent('Each team');
  expect(table).toHaveTextContent('40 cores, apart for each');
  expect(screen.queryByRole('button', { name: /Change/ })).toBeNull();
  expect(await axeViolations(container)).toEqual([]);
});

it('changes a limit for a reason', async () => {
  const { api } = renderSelfService(page, { api: asPlatformEngineer() });
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Change the limit of namespaces, checkout',
    }),
  );
  const dialog = screen.getByRole('dialog');
  const field = within(dialog).getByRole('textbox', {
    name: 'Limit, in namespace',
  });
  await userEvent.clear(field);
  await userEvent.type(field, '30');
  await userEvent.tab();
  const send = within(dialog).getByRole('button', { name: 'Change limit' });
  await userEvent.click(send);
  expect(dialog).toHaveTextContent('Say why, for the audit.');
  expect(api.asked('setQuota')).toBeUndefined();
  expect(await axeViolations(dialog)).toEqual([]);
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: 'Reason' }),
    'A second team moved in.',
  );
  await userEvent.click(send);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(api.asked('setQuota')).toEqual({
    scope: 'team',
    subject: 'group:default/checkout',
    environmentClass: null,
    metric: 'namespaces',
    unit: 'namespace',
    limit: 30,
    reason: 'A second team moved in.',
  });
});

it('removes only what a person has set, and keeps what was typed when it fails', async () => {
  const { api } = renderSelfService(page, { api: asPlatformEngineer() });
  const [remove, ...others] = await screen.findAllByRole('button', {
    name: /^Remove the limit/,
  });
  // Not of a team that is only held to the limit of each.
  expect(others.map(each => each.getAttribute('aria-label'))).toEqual([
    'Remove the limit of CPU, Each team',
  ]);
  expect(screen.getByRole('row', { name: /search/ })).toHaveTextContent(
    'the limit for each',
  );
  await userEvent.click(remove);
  const dialog = screen.getByRole('dialog');
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: 'Reason' }),
    'The sale is over.',
  );
  api.failure = new Error('the database does not answer');
  const send = within(dialog).getByRole('button', { name: 'Remove limit' });
  await userEvent.click(send);
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(
    'the database does not answer',
  );
  api.failure = undefined;
  await userEvent.click(send);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(api.asked('removeQuota')).toEqual({
    id: 'q2',
    reason: 'The sale is over.',
  });
});

it('shows each policy with its tests, waivers and source', async () => {
  const { container } = renderSelfService(page);
  await userEvent.click(await tab('Policies'));
  expect(address().search).toBe('?tab=policies');
  const budget = await screen.findByRole('button', {
    name: /stays within the budget.*1 waiver in force.*Asks for approval.*1 of 1 test failed/,
  });
  expect(
    screen.getByRole('button', { name: /Names say.*Refuses.*2 tests passed/ }),
  ).toBeVisible();
  await userEvent.click(budget);
  expect(screen.getByText('expected fail, got pass')).toBeVisible();
  expect(screen.getByText('In force')).toBeVisible();
  expect(screen.getByText(/The sale in spring/)).toBeVisible();
  expect(screen.getByText(/A cluster cannot check it by itself/)).toBeVisible();
  expect(
    screen.getByRole('button', { name: 'Download 1 admission policy' }),
  ).toBeVisible();
  expect(await axeViolations(container)).toEqual([]);
});

it('shows prices, targets and previews', async () => {
  const { container } = renderSelfService(`${page}?tab=prices`);
  const price = await screen.findByRole('row', { name: /CPU/ });
  expect(price).toHaveTextContent('€14.60 per core');
  expect(price).toHaveTextContent('Cluster price list 2026');
  expect(await axeViolations(container)).toEqual([]);
  await userEvent.click(await tab('Targets'));
  const target = await screen.findByRole('row', { name: /Development/ });
  expect(target).toHaveTextContent('Reachable');
  expect(target).toHaveTextContent('Answers in 12 ms');
  expect(target).toHaveTextContent('v1.32.1');
  expect(within(target).getByRole('link', { name: '4' })).toHaveAttribute(
    'href',
    '/self-service?whose=all&target=dev-cluster',
  );
  expect(
    screen.queryByRole('button', { name: 'Look at everything now' }),
  ).toBeNull();
  await userEvent.click(await tab('Previews'));
  const preview = await screen.findByRole('row', { name: /shop#214/ });
  expect(
    within(preview).getByRole('link', { name: 'saltmarsh/shop#214' }),
  ).toHaveAttribute('href', expect.stringContaining('/pull/214'));
  expect(preview).toHaveTextContent('in 3 d');
  const none = await screen.findByRole('row', { name: /shop#220/ });
  expect(none).toHaveTextContent('No environment');
  expect(none).toHaveTextContent('which is the most it may have');
  expect(await axeViolations(container)).toEqual([]);
});

it('turns the pages of previews', async () => {
  const data = exampleData();
  const [some] = data.previews;
  data.previews = Array.from({ length: 30 }, (_, index) => ({
    ...some,
    id: `preview-${index}`,
    number: 1000 + index,
  }));
  const api = new FakeSelfServiceApi(data);
  renderSelfService(`${page}?tab=previews`, { api });
  expect(await screen.findByText(/^30 pull requests/)).toBeVisible();
  expect(screen.queryByRole('row', { name: /#1025/ })).toBeNull();
  await userEvent.click(
    screen.getByRole('button', { name: 'Next table page' }),
  );
  expect(await screen.findByRole('row', { name: /#1025/ })).toBeVisible();
});

it('has everything looked at, and says how much that is', async () => {
  renderSelfService(`${page}?tab=targets`, { api: asPlatformEngineer() });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Look at everything now' }),
  );
  expect(await screen.findByText('5 resources are looked at')).toBeVisible();
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

it.each([
  ['limits', 'There are no limits'],
  ['policies', 'There are no policies'],
  ['prices', 'No price is known'],
  ['targets', 'No target is set up'],
  ['previews', 'No pull request has an environment'],
])('says what %s would be here', async (name, title) => {
  const data = exampleData();
  Object.assign(data, { quotas: [], policies: [], prices: [], previews: [] });
  data.context = { ...data.context, targets: [] };
  const { container } = renderSelfService(`${page}?tab=${name}`, {
    api: new FakeSelfServiceApi(data),
  });
  expect(await screen.findByText(title)).toBeVisible();
  expect(await axeViolations(container)).toEqual([]);
});
