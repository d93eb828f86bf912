import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ResourceDetail } from '@slipway/plugin-self-service-common';
import selfServicePlugin from '@slipway/plugin-self-service-backend';
import namespacesModule from '@slipway/plugin-self-service-backend-module-namespaces';
import { eventually, testDatabase, testGitRepository } from '@slipway/testing';
import { parse } from 'yaml';

jest.setTimeout(120_000);

const database = testDatabase();
const ana = 'user:default/ana.brandt';
const checkout = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name: 'checkout',
    namespace: 'default',
    annotations: { 'slipway.dev/cost-center': 'CC-1001' },
  },
  spec: { type: 'team' },
  relations: [{ type: 'hasMember', targetRef: ana }],
};

const price = (what: string) => ({
  sku: `kubernetes.${what}`,
  title: what,
  unit: what === 'cpu' ? 'core' : 'GiB',
  unitPrice: '0.10',
  validFrom: '2026-01-01',
  source: 'price list of the tests',
});

async function startPortal(path: string) {
  const { server } = await startTestBackend({
    features: [
      selfServicePlugin,
      namespacesModule,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          permission: { slipway: { platformGroups: [] } },
          selfService: {
            costCenters: ['CC-1001'],
            reconciler: { sweep: 'PT1S' },
            drift: { sweep: 'PT2S' },
            prices: { entries: ['cpu', 'memory', 'storage'].map(price) },
            namespaces: { targets: [{ name: 'local', type: 'git', path }] },
          },
        },
      }),
      mockServices.database.factory({ knex: await database.knex() }),
      catalogServiceMock.factory({ entities: [checkout] }),
    ],
  });
  const call = async (method: string, url: string, body?: object) => {
    const answer = await fetch(
      `http://localhost:${server.port()}/api/self-service${url}`,
      {
        method,
        headers: {
          authorization: mockCredentials.user.header(ana),
          'content-type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      },
    );
    return { status: answer.status, body: await answer.json() };
  };
  return {
    get: (url: string) => call('GET', url),
    post: (url: string, body: object) => call('POST', url, body),
  };
}

describe('a namespace through the engine', () => {
  it('is asked for, committed, changed, corrected and gone', async () => {
    const clone = await testGitRepository();
    // A folder that goes with the test and that the clone does not look at.
    const path = `${clone.path}/.git/environments.git`;
    const portal = await startPortal(path);
    const file = 'environments/local/checkout/checkout-cart-dev/quota.yaml';
    const show = async () =>
      parse(await clone.git(`--git-dir=${path}`, 'show', `main:${file}`));
    const settled = async (id: string) => {
      const { body } = await eventually(
        () => portal.get(`/requests/${id}`),
        answer => ['done', 'failed'].includes(answer.body.state),
      );
      expect(body).toMatchObject({ state: 'done', failure: null });
      return body;
    };
    const resource = async (id: string): Promise<ResourceDetail> =>
      (await portal.get(`/resources/${id}`)).body;

    const wish = {
      kind: 'namespace',
      inputs: {
        name: 'checkout-cart-dev',
        team: 'group:default/checkout',
        environment: 'dev',
        labels: { 'shop.example/part': 'cart' },
      },
      reason: 'The cart needs a place to be tried',
    };
    const wrong = await portal.post('/requests/preview', {
      ...wish,
      inputs: { ...wish.inputs, name: 'Cart', labels: { team: 'x' } },
    });
    expect(wrong.body.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          field: expect.stringMatching(/^labels/),
          message: expect.stringContaining('set by Slipway'),
        }),
      ]),
    );

    const asked = await portal.post('/requests', wish);
    expect([asked.status, asked.body.error?.message]).toEqual([201, undefined]);
    await settled(asked.body.id);
    const id = asked.body.resourceId;
    const made = await eventually(
      () => resource(id),
      ({ conditions }) => conditions.some(({ type }) => type === 'Committed'),
    );
    expect(made).toMatchObject({ state: 'ready', drift: [] });
    expect(
      made.conditions.map(({ type, status }) => `${type} ${status}`),
    ).toEqual(expect.arrayContaining(['Committed true', 'Applied unknown']));
    expect(made.inventory).toHaveLength(8);
    expect(
      made.actions.find(action => action.id === 'kubeconfig'),
    ).toMatchObject({
      allowed: false,
      whyNot: expect.stringContaining('no cluster here'),
    });
    expect((await show()).spec.hard.pods).toBe('10');

    const change = await portal.post(`/resources/${id}/actions/change-tier`, {
      input: { tier: 'medium' },
      reason: 'More orders',
    });
    await settled(change.body.request.id);
    expect((await show()).spec.hard.pods).toBe('30');

    await clone.git('pull', '--quiet', path, 'main');
    await clone.commit({
      at: '2026-03-03T09:00:00Z',
      files: { [file]: 'kind: ConfigMap\n' },
    });
    await clone.git('push', '--quiet', path, 'HEAD:main');
    await portal.get(`/resources/${id}`);
    await eventually(show, quota => quota.kind === 'ResourceQuota');
    expect((await show()).spec.hard.pods).toBe('30');

    const end = await portal.post(`/resources/${id}/actions/destroy`, {
      input: { confirmName: 'checkout-cart-dev' },
      reason: 'It was tried',
    });
    await settled(end.body.request.id);
    expect(await clone.git(`--git-dir=${path}`, 'ls-tree', '-r', 'main')).toBe(
      '',
    );
    expect((await resource(id)).state).toBe('destroyed');
  });
});
