import { ResponseError } from '@backstage/errors';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeViolations } from '../__testUtils__/axe';
import { FakeDoraApi } from '../__testUtils__/FakeDoraApi';
import { renderDelivery } from '../__testUtils__/renderDelivery';
import { quarter } from '../__testUtils__/scenario';

afterEach(() => jest.restoreAllMocks());

async function failing(status: number, message: string) {
  const api = new FakeDoraApi(quarter());
  const body = {
    error: { name: 'Error', message },
    response: { statusCode: status },
  };
  api.failure = await ResponseError.fromResponse(
    Response.json(body, { status }),
  );
  return api;
}

const pages = [
  '/delivery',
  '/delivery/group/default/checkout',
  '/delivery/deployments',
  '/delivery/changes',
  '/delivery/coverage',
  '/delivery/deployments/v2',
];

describe.each(pages)('%s', page => {
  it('says who can grant access', async () => {
    const api = await failing(403, 'not allowed');
    const { container } = renderDelivery(page, { api });
    expect(
      await screen.findByRole('heading', {
        name: 'You may not see delivery metrics',
      }),
    ).toBeVisible();
    expect(screen.getByText(/granted by a platform engineer/)).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });

  it("gives the backend's words, says what is kept, and retries", async () => {
    const api = await failing(503, 'the database does not answer');
    const { container } = renderDelivery(page, { api });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('the database does not answer');
    expect(alert).toHaveTextContent('Your filters are kept in the address.');
    expect(await axeViolations(container)).toEqual([]);
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect((await screen.findAllByText(/v2|deployment/i))[0]).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

it('says when neither catalog nor any deployment knows the address', async () => {
  const api = await failing(404, 'The catalog has no group:default/nobody');
  renderDelivery('/delivery/group/default/nobody', { api });
  expect(
    await screen.findByText('The catalog has no group:default/nobody'),
  ).toBeVisible();
});

it('says when there is no such page', async () => {
  renderDelivery('/delivery/no/such');
  expect(
    await screen.findByText('There is no such delivery page'),
  ).toBeVisible();
});

it('keeps the layout while the first answer is on its way', async () => {
  const api = new FakeDoraApi(quarter());
  jest.spyOn(api, 'metrics').mockReturnValue(new Promise(() => {}));
  renderDelivery('/delivery', { api });
  expect(await screen.findByText('Loading metrics')).toBeInTheDocument();
  expect(
    screen.getByText('Last 90 days, production deployments'),
  ).toBeVisible();
  expect(screen.getByRole('group', { name: 'Filters' })).toBeVisible();
});
