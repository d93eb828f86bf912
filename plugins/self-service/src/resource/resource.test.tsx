import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { preview, request } from '../__testUtils__/builders';
import { exampleData } from '../__testUtils__/exampleData';
import { FakeSelfServiceApi } from '../__testUtils__/FakeSelfServiceApi';
import { address, renderSelfService } from '../__testUtils__/renderSelfService';

afterEach(() => jest.restoreAllMocks());

beforeEach(() => sessionStorage.clear());

const show = (id: string, api = new FakeSelfServiceApi()) =>
  renderSelfService(`/self-service/resources/${id}`, { api });

const panel = (name: string) => screen.findByRole('region', { name });

async function ask(title: string) {
  await userEvent.click(await screen.findByRole('button', { name: 'Actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: title }));
  return screen.findByRole('dialog');
}

it('tells how it is, how to reach it, and when it ends', async () => {
  const { container } = show('cart-dev');
  const about = await panel('About');
  expect(about).toHaveTextContent('Ready');
  await waitFor(() => expect(about).toHaveTextContent('Development cluster'));
  expect(about).toHaveTextContent('1.2.0; 1.3.0 is the newest');
  expect(await panel('Time')).toHaveTextContent('Expires in 4 d 3 h');
  expect(
    within(await panel('Connection')).getByRole('button', {
      name: 'Copy API server',
    }),
  ).toBeVisible();
  expect(await panel('Conditions')).toHaveTextContent(
    'Unknown: Workloads: NoMetrics',
  );
  expect(
    await screen.findByText('The load test runs until Friday.', {
      exact: false,
    }),
  ).toBeVisible();
  expect(
    await screen.findByRole('row', { name: 'Namespace checkout-cart in dev' }),
  ).toHaveTextContent('Done');
  expect(await axeViolations(container)).toEqual([]);
});

it('tells each field that drifted, and who made it so', async () => {
  show('cart-dev');
  const drift = await panel('Drift');
  expect(drift).toHaveTextContent('1 field not as wanted');
  const row = await within(drift).findByRole('row', {
    name: /spec.hard.limits.cpu/,
  });
  expect(row).toHaveTextContent('kubectl-edit');
  expect(row).toHaveTextContent('is reported only');
  expect(
    within(drift).getByRole('row', { name: /spec.policyTypes/ }),
  ).toHaveTextContent('not there');
});

it('previews a change and asks for it', async () => {
  const { api } = show('cart-dev');
  const dialog = await ask('Change tier');
  await userEvent.click(within(dialog).getByRole('button', { name: /Tier$/ }));
  await userEvent.click(screen.getByRole('option', { name: 'Large' }));
  expect(
    await within(dialog).findByText('Cost per month: €151.84 (+€113.88)'),
  ).toBeVisible();
  expect(
    within(dialog).getByRole('group', { name: 'ResourceQuota compute' }),
  ).toHaveTextContent('added: limits.cpu: "8"');
  expect(await axeViolations(dialog)).toEqual([]);
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: 'Why' }),
    'The sale',
  );
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Change tier' }),
  );
  await waitFor(() =>
    expect(address().pathname).toBe('/self-service/requests/done'),
  );
  expect(api.asked('act')).toMatchObject({
    resourceId: 'cart-dev',
    action: 'change-tier',
    input: { tier: 'large' },
    reason: 'The sale',
  });
});

it('keeps what was typed through a reload, until it is given up', async () => {
  const why = (dialog: HTMLElement) =>
    within(dialog).getByRole('textbox', { name: 'Why' });
  const { unmount } = show('cart-dev');
  await userEvent.type(why(await ask('Change tier')), 'The sale');
  unmount();
  show('cart-dev');
  const dialog = await ask('Change tier');
  expect(why(dialog)).toHaveValue('The sale');
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Leave it' }),
  );
  expect(why(await ask('Change tier'))).toHaveValue('');
});

it('never keeps the name that was typed to delete', async () => {
  const name = (dialog: HTMLElement) =>
    within(dialog).getByRole('textbox', { name: 'Name, typed again' });
  const { unmount } = show('cart-dev');
  await userEvent.type(name(await ask('Delete')), 'checkout-cart');
  unmount();
  show('cart-dev');
  expect(name(await ask('Delete'))).toHaveValue('');
});

it('says when the form of an action cannot be drawn, and tries again', async () => {
  const api = new FakeSelfServiceApi();
  const context = jest
    .spyOn(api, 'context')
    .mockRejectedValue(new Error('the catalog does not answer'));
  show('cart-dev', api);
  const dialog = await ask('Change tier');
  expect(
    await within(dialog).findByRole('heading', {
      name: 'The form could not be loaded',
    }),
  ).toBeVisible();
  context.mockRestore();
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Try again' }),
  );
  expect(
    await within(dialog).findByRole('button', { name: /Tier$/ }),
  ).toBeVisible();
});

it('shows the first of many requests, and the rest when asked', async () => {
  const data = exampleData();
  data.requests = Array.from({ length: 45 }, (_, index) =>
    request({ id: `r${index}`, title: `Change ${index}` }),
  );
  show('cart-dev', new FakeSelfServiceApi(data));
  const requests = await panel('Requests');
  await within(requests).findByRole('row', { name: 'Change 0' });
  expect(within(requests).getAllByRole('rowheader')).toHaveLength(20);
  await userEvent.click(
    within(requests).getByRole('button', { name: 'Show 25 more' }),
  );
  await waitFor(() =>
    expect(within(requests).getAllByRole('rowheader')).toHaveLength(45),
  );
  expect(within(requests).queryByRole('button')).not.toBeInTheDocument();
});

it('deletes only what cannot be mistaken, and says what depends on it', async () => {
  const api = new FakeSelfServiceApi();
  jest
    .spyOn(api, 'previewAction')
    .mockImplementation(async (_resource, _action, input) =>
      preview({
        problems:
          input.confirm === 'checkout-cart'
            ? []
            : [{ field: 'confirm', message: 'is not checkout-cart' }],
        acceptable: input.confirm === 'checkout-cart',
      }),
    );
  show('cart-dev', api);
  const dialog = await ask('Delete');
  expect(dialog).toHaveTextContent('Something depends on it');
  const remove = within(dialog).getByRole('button', { name: 'Delete' });
  const name = within(dialog).getByRole('textbox', {
    name: 'Name, typed again',
  });
  await userEvent.type(name, 'checkout');
  await waitFor(() =>
    expect(name).toHaveAccessibleDescription(
      'Name, typed again is not checkout-cart',
    ),
  );
  await userEvent.click(remove);
  expect(api.asked('act')).toBeUndefined();
  await userEvent.type(name, '-cart');
  await waitFor(() => expect(name).not.toHaveAttribute('aria-invalid', 'true'));
  await userEvent.click(remove);
  await waitFor(() =>
    expect(api.asked('act')).toMatchObject({
      action: 'destroy',
      input: { confirm: 'checkout-cart' },
    }),
  );
});

it('shows what is issued once, and no more', async () => {
  const { api } = show('cart-dev');
  const dialog = await ask('Get a kubeconfig');
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Get a kubeconfig' }),
  );
  const secret = await screen.findByRole('dialog', {
    name: 'Kubeconfig of checkout-cart',
  });
  expect(secret).toHaveTextContent('Shown once and kept nowhere');
  expect(secret).toHaveTextContent('kind: Config');
  expect(api.asked('previewAction')).toBeUndefined();
  await userEvent.click(
    within(secret).getByRole('button', { name: 'I have it' }),
  );
  await waitFor(() => expect(secret).not.toBeInTheDocument());
  expect(screen.queryByText(/kind: Config/)).not.toBeInTheDocument();
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(
    'Config',
  );
});

it('says why an action is not to be had', async () => {
  const api = new FakeSelfServiceApi();
  const [cart] = api.data.resources;
  api.data.resources[0] = {
    ...cart,
    actions: cart.actions.map(action =>
      action.id === 'pin'
        ? { ...action, allowed: false, whyNot: 'You are not in its team.' }
        : action,
    ),
  };
  show('cart-dev', api);
  await userEvent.click(await screen.findByRole('button', { name: 'Actions' }));
  const pin = await screen.findByRole('menuitem', { name: /Pin/ });
  expect(pin).toHaveAttribute('aria-disabled', 'true');
  expect(pin).toHaveTextContent('You are not in its team.');
  // Nothing is paused, so there is nothing to wake.
  expect(
    screen.queryByRole('menuitem', { name: /Wake/ }),
  ).not.toBeInTheDocument();
});

it('says what a deletion waits for', async () => {
  show('old');
  const waits = await panel('The deletion waits for something');
  expect(waits).toHaveTextContent(
    'PersistentVolumeClaim checkout-spike/data is held by finalizer kubernetes.io/pvc-protection',
  );
  expect(waits).toHaveTextContent('Delete pod data-loader');
});

it('says when its state cannot be known, and why', async () => {
  show('preview');
  expect(
    await screen.findByText('Whether it is as wanted cannot be known'),
  ).toBeVisible();
  expect(screen.getByText(/no cluster is set up to read it/)).toBeVisible();
  expect(
    await within(await panel('Drift')).findByText(/^Cannot be known/),
  ).toBeVisible();
});
