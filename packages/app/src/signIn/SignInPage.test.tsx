import {
  createApiMock,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { oidcAuthApiRef } from './oidcAuthApi';
import { SignInPage } from './SignInPage';

const ana = {
  entityRef: 'user:default/ana.brandt',
  displayName: 'Ana Brandt',
  title: 'Software engineer',
  team: { entityRef: 'group:default/checkout', displayName: 'Checkout' },
  ready: true,
};
const joel = {
  entityRef: 'user:default/joel.mensah',
  displayName: 'Joel Mensah',
  ready: false,
};

const session = (entityRef: string) => ({
  profile: { displayName: 'Ana Brandt' },
  providerInfo: {},
  backstageIdentity: {
    token: `e30.${btoa('{"exp":4102444800}')}.s`,
    identity: {
      type: 'user',
      userEntityRef: entityRef,
      ownershipEntityRefs: [entityRef],
    },
  },
});

type Answer = { status?: number; body?: unknown };

/** Answers as the backend's personas provider does, and notes who asked. */
function serve(answers: { list: () => Answer; refresh?: () => Answer }) {
  const asked: (string | null)[] = [];
  global.fetch = jest.fn(async (input, init) => {
    const refresh = String(input).endsWith('/personas/refresh');
    if (refresh) {
      asked.push(new Headers(init?.headers).get('X-Slipway-Persona'));
    }
    const { status = 200, body = {} } = refresh
      ? answers.refresh?.() ?? {}
      : answers.list();
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  });
  return asked;
}

const oidcMock = createApiMock(oidcAuthApiRef, () => ({
  getAccessToken: jest.fn(),
  getIdToken: jest.fn(),
  getProfile: jest.fn(),
  getBackstageIdentity: jest.fn(),
  signIn: jest.fn(),
  signOut: jest.fn(),
  sessionState$: jest.fn(),
}));

function show(oidc = oidcMock()) {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [mockApis.discovery({ baseUrl: 'http://localhost:7007' }), oidc],
  });
  return onSignInSuccess;
}

/** The body of an error as Backstage's backends write it. */
const fault = (name: string, message: string) => ({
  error: { name, message },
  response: { statusCode: 0 },
});

const originalFetch = global.fetch;

describe('SignInPage', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    global.fetch = originalFetch;
    jest.useRealTimers();
  });

  it('signs in as a person, remembers them and forgets at sign-out', async () => {
    const asked = serve({
      list: () => ({ body: { personas: [ana, joel] } }),
      refresh: () => ({ body: session(ana.entityRef) }),
    });
    const onSignInSuccess = show();
    expect(await screen.findByText(/company\s+are invented/)).toBeVisible();
    expect(screen.getByText('Software engineer · Checkout')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Sign in as Joel Mensah' }),
    ).toBeDisabled();

    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in as Ana Brandt' }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    expect(asked).toEqual([ana.entityRef]);
    expect(localStorage.getItem('slipway.persona')).toBe(ana.entityRef);

    const [[identityApi]] = onSignInSuccess.mock.calls;
    expect(await identityApi.getBackstageIdentity()).toMatchObject({
      userEntityRef: ana.entityRef,
    });
    await identityApi.signOut();
    expect(localStorage.getItem('slipway.persona')).toBeNull();
  });

  it('goes on as the same person after a reload, without the list', async () => {
    localStorage.setItem('slipway.persona', ana.entityRef);
    const asked = serve({
      list: () => ({ body: { personas: [ana] } }),
      refresh: () => ({ body: session(ana.entityRef) }),
    });
    const onSignInSuccess = show();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    expect(asked).toEqual([ana.entityRef]);
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('says why and offers the list when the person is no longer on it', async () => {
    localStorage.setItem('slipway.persona', 'user:default/gone');
    serve({
      list: () => ({ body: { personas: [ana] } }),
      refresh: () => ({
        status: 403,
        body: fault('NotAllowedError', 'user:default/gone is not a persona'),
      }),
    });
    const onSignInSuccess = show();
    expect(await screen.findByText('You are not signed in')).toBeVisible();
    expect(screen.getByText(/is not a persona/)).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'Sign in as Ana Brandt' }),
    ).toBeEnabled();
    expect(localStorage.getItem('slipway.persona')).toBeNull();
    expect(onSignInSuccess).not.toHaveBeenCalled();
  });

  it('waits for a catalog that has yet to load the person', async () => {
    localStorage.setItem('slipway.persona', ana.entityRef);
    const answers = [
      { status: 503, body: fault('ServiceUnavailableError', 'not yet') },
      { body: session(ana.entityRef) },
    ];
    const asked = serve({
      list: () => ({ body: { personas: [ana] } }),
      refresh: () => answers.shift() ?? {},
    });
    const onSignInSuccess = show();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled(), {
      timeout: 5000,
    });
    expect(asked).toHaveLength(2);
  });

  it('says what failed and asks again', async () => {
    const answers: Answer[] = [
      { status: 500, body: fault('Error', 'the database is gone') },
      { body: { personas: [ana] } },
    ];
    serve({ list: () => answers.shift() ?? {} });
    show();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /did not say how to sign in.*the database is gone/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Ana Brandt')).toBeVisible();
  });

  it('signs in with the identity provider where there are no personas', async () => {
    serve({ list: () => ({ status: 404 }) });
    const getBackstageIdentity = jest
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockRejectedValueOnce(new Error('the window was closed'))
      .mockResolvedValueOnce(session(ana.entityRef).backstageIdentity);
    const onSignInSuccess = show(
      oidcMock({
        getBackstageIdentity,
        getProfile: async () => ({ displayName: 'Ana Brandt' }),
      }),
    );
    const button = await screen.findByRole('button', {
      name: 'Sign in with your organisation',
    });
    expect(getBackstageIdentity).toHaveBeenCalledWith({ optional: true });
    await userEvent.click(button);
    expect(await screen.findByText('the window was closed')).toBeVisible();
    await userEvent.click(button);
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    expect(getBackstageIdentity).toHaveBeenLastCalledWith({
      instantPopup: true,
    });
  });

  it('goes on with a session of the identity provider without a click', async () => {
    serve({ list: () => ({ status: 404 }) });
    const onSignInSuccess = show(
      oidcMock({
        getBackstageIdentity: async () =>
          session(ana.entityRef).backstageIdentity as never,
        getProfile: async () => undefined,
      }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
  });
});
