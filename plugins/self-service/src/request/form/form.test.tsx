import { ResponseError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../../__testUtils__/axe';
import { FakeSelfServiceApi } from '../../__testUtils__/FakeSelfServiceApi';
import {
  address,
  renderSelfService,
} from '../../__testUtils__/renderSelfService';

afterEach(() => jest.restoreAllMocks());

beforeEach(() => localStorage.clear());

const path = '/self-service/request/namespace';

const nameField = () => screen.findByRole('textbox', { name: 'Name' });

const send = () =>
  userEvent.click(screen.getByRole('button', { name: 'Request namespace' }));

const drafts = () =>
  Object.keys(localStorage).filter(key => key.includes('draft'));

const aside = () =>
  screen.getByRole('complementary', { name: 'What it comes to' });

async function refusal(message: string) {
  const body = {
    error: { name: 'InputError', message },
    response: { statusCode: 400 },
  };
  return ResponseError.fromResponse(Response.json(body, { status: 400 }));
}

it('begins with who the person is, and shows what it comes to', async () => {
  const { container, api } = renderSelfService(path);
  await userEvent.type(await nameField(), 'checkout-loadtest');
  expect(
    await within(aside()).findByText('resource:default/checkout-loadtest'),
  ).toBeVisible();
  expect(aside()).toHaveTextContent('€37.96');
  expect(aside()).toHaveTextContent('24 → 26 of 40 cores');
  expect(aside()).toHaveTextContent('Nobody has to approve');
  expect(screen.getByText('8 objects made.')).toBeVisible();
  expect(api.asked('preview')).toEqual({
    kind: 'namespace',
    inputs: {
      name: 'checkout-loadtest',
      team: 'group:default/checkout',
      environment: 'dev',
      tier: 'small',
      costCenter: 'CC-1001',
    },
  });
  await userEvent.click(
    screen.getByRole('button', { name: /ResourceQuota compute/ }),
  );
  expect(
    screen.getByRole('group', { name: 'ResourceQuota compute' }),
  ).toHaveTextContent('added: limits.cpu: "2"');
  expect(await axeViolations(container)).toEqual([]);
});

it('says beside the field which rule is broken, as it is typed', async () => {
  renderSelfService(path);
  const name = await nameField();
  // Nobody is blamed for a field they have not come to.
  expect(name).not.toHaveAttribute('aria-invalid', 'true');
  await userEvent.type(name, 'Cart_1');
  await waitFor(() =>
    expect(name).toHaveAccessibleDescription(
      /is no name that Kubernetes takes/,
    ),
  );
  expect(name).toHaveAttribute('aria-invalid', 'true');
  await userEvent.clear(name);
  await userEvent.type(name, 'cart');
  await waitFor(() =>
    expect(name).toHaveAccessibleDescription(
      /Refused: "cart" does not begin with checkout-/,
    ),
  );
});

it('does not send what cannot be accepted, and leads to why', async () => {
  const { api } = renderSelfService(path);
  const name = await nameField();
  await waitFor(() => expect(api.asked('preview')).toBeDefined());
  await send();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Name is missing.',
  );
  expect(name).toHaveFocus();
  expect(api.asked('request')).toBeUndefined();
});

it('takes the cost center from the team until somebody sets it', async () => {
  renderSelfService(`${path}?name=checkout-a`);
  const costCenter = await screen.findByRole('textbox', {
    name: 'Cost center',
  });
  const choose = async (team: string) => {
    await userEvent.click(screen.getByRole('button', { name: /Team$/ }));
    await userEvent.click(screen.getByRole('option', { name: team }));
  };
  expect(costCenter).toHaveValue('CC-1001');
  await choose('Payments');
  expect(costCenter).toHaveValue('CC-1002');
  await userEvent.clear(costCenter);
  await userEvent.type(costCenter, 'CC-9');
  await choose('Checkout');
  expect(costCenter).toHaveValue('CC-9');
});

it('asks once however often the button is pressed, then follows it', async () => {
  const { api } = renderSelfService(
    `${path}?name=checkout-loadtest&environment=production&tier=large`,
  );
  expect(
    await screen.findByText('It waits for approval before anything is made.'),
  ).toBeVisible();
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Why you need it' }),
    'Load test',
  );
  const button = screen.getByRole('button', { name: 'Request namespace' });
  await userEvent.dblClick(button);
  await waitFor(() =>
    expect(address().pathname).toBe('/self-service/requests/new-5'),
  );
  expect(api.log.filter(({ method }) => method === 'request')).toHaveLength(1);
  expect(api.asked('request')).toMatchObject({
    reason: 'Load test',
    idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
    inputs: { name: 'checkout-loadtest', tier: 'large' },
  });
  expect(drafts()).toEqual([]);
});

it('keeps what was typed through an error and a reload', async () => {
  const { api, unmount } = renderSelfService(path);
  await userEvent.type(await nameField(), 'checkout-promo');
  await userEvent.type(
    screen.getByRole('textbox', { name: 'More labels' }),
    'purpose=sale',
  );
  await waitFor(() =>
    expect(api.asked('preview')).toMatchObject({
      inputs: { labels: { purpose: 'sale' } },
    }),
  );
  const preview = api.preview.bind(api);
  jest
    .spyOn(api, 'request')
    .mockRejectedValue(await refusal('checkout-promo exists already'));
  await send();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'checkout-promo exists already What you typed is kept.',
  );
  unmount();

  const again = new FakeSelfServiceApi();
  jest.spyOn(again, 'preview').mockImplementation(preview);
  renderSelfService(path, { api: again });
  expect(await nameField()).toHaveValue('checkout-promo');
  expect(screen.getByRole('textbox', { name: 'More labels' })).toHaveValue(
    'purpose=sale',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Start over' }));
  expect(await nameField()).toHaveValue('');
  expect(drafts()).toEqual([]);
});

it('repeats with the same key until something is changed', async () => {
  const { api } = renderSelfService(`${path}?name=checkout-a`);
  const keys: unknown[] = [];
  jest.spyOn(api, 'request').mockImplementation(async input => {
    keys.push(input.idempotencyKey);
    throw new Error('the connection was lost');
  });
  await nameField();
  const lost = () => screen.findByText(/the connection was lost/);
  await send();
  await lost();
  await send();
  await lost();
  await userEvent.type(await nameField(), 'b');
  await send();
  await lost();
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

it('never shows an answer to what was typed before', async () => {
  const { api } = renderSelfService(`${path}?name=checkout-a`);
  const answer = api.preview.bind(api);
  let finish = () => {};
  jest.spyOn(api, 'preview').mockImplementation(async input => {
    const found = await answer(input);
    if (input.inputs.name === 'checkout-ab') {
      await new Promise<void>(resolve => {
        finish = resolve;
      });
    }
    return found;
  });
  const name = await nameField();
  await userEvent.type(name, 'b');
  await waitFor(() =>
    expect(api.asked('preview')).toMatchObject({
      inputs: { name: 'checkout-ab' },
    }),
  );
  await userEvent.type(name, 'c');
  expect(await within(aside()).findByText('checkout-abc')).toBeVisible();
  finish();
  await waitFor(() => expect(aside()).toHaveTextContent('checkout-abc'));
  expect(within(aside()).queryByText('checkout-ab')).not.toBeInTheDocument();
});
