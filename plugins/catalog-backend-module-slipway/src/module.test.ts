import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { testDatabase } from '@slipway/testing';
import type { Knex } from 'knex';
import request from 'supertest';
import catalogModuleSlipway from './index';

// The catalog looks for work once a second, and again before it stitches.
jest.setTimeout(30_000);

const component = (name: string, ...annotations: string[]) => `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations:
    ${annotations.map(line => `slipway.dev/${line}`).join('\n    ')}
spec: { type: service, lifecycle: production, owner: checkout }
`;

const api = (name: string, path: string) => `
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: ${name} }
spec:
  type: openapi
  lifecycle: production
  owner: checkout
  definition: { $text: ${path} }
`;

const onCall = 'on-call: group:default/checkout';

describe('the catalog with the processors of Slipway', () => {
  const database = testDatabase();
  const files = createMockDirectory();
  let knex: Knex;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    files.setContent({
      'components.yaml': [
        component('complete', "tier: '1'", onCall),
        component('incomplete', "tier: '2'"),
        component('number', 'tier: 1', onCall),
      ].join('---'),
      'changing.yaml': component('changing', "tier: '1'", onCall),
      'apis.yaml': [
        api('good', './cart.openapi.yaml'),
        api('climbing', '../../etc/hostname'),
        api('absolute', '/etc/hostname'),
        api('linked', './linked.yaml'),
        api('missing', './carts.yaml'),
      ].join('---'),
      'cart.openapi.yaml': 'openapi: 3.1.0',
      'linked.yaml': ({ symlink }) => symlink('/etc/hostname'),
    });
    knex = await database.knex();
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleSlipway,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: {
            backend: { database: { client: 'pg' } },
            catalog: {
              processingInterval: { hours: 1 },
              rules: [{ allow: ['Component', 'API'] }],
              locations: ['components', 'changing', 'apis'].map(name => ({
                type: 'file',
                target: files.resolve(`${name}.yaml`),
              })),
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
  });

  async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (let attempt = 0; attempt < 200; attempt++) {
      const found = await look();
      if (found !== undefined) {
        return found;
      }
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error('Nothing came within 20 s');
  }

  const findEntity = async (kind: string, name: string) => {
    const { status, body } = await request(backend.server)
      .get(`/api/catalog/entities/by-name/${kind}/default/${name}`)
      .set('Authorization', mockCredentials.service.header());
    return status === 200 ? (body as AlphaEntity) : undefined;
  };
  const entity = (kind: string, name: string) =>
    eventually(() => findEntity(kind, name));

  /** The faults of an entity that was processed; waits until it was. */
  const faults = (ref: string) =>
    eventually(async () => {
      const row = await knex('refresh_state')
        .where({ entity_ref: ref })
        .whereNotNull('errors')
        .first('errors');
      const errors: Error[] | undefined = row && JSON.parse(row.errors || '[]');
      return errors?.map(({ name, message }) => `${name}: ${message}`);
    });

  it('takes a good file without a word', async () => {
    const found = await entity('component', 'complete');

    expect(found.metadata.annotations).toMatchObject({
      'slipway.dev/tier': '1',
    });
    expect(found.status).toBeUndefined();
    expect(await faults('component:default/complete')).toEqual([]);
  });

  it('keeps the last good state and shows each fault with file, field and remedy', async () => {
    await entity('component', 'changing');
    files.addContent({
      'changing.yaml': component('changing', "tier: '5'", 'oncall: checkout'),
    });
    await request(backend.server)
      .post('/api/catalog/refresh')
      .set('Authorization', mockCredentials.service.header())
      .send({ entityRef: 'component:default/changing' })
      .expect(200);

    const found = await eventually(async () => {
      const current = await findEntity('component', 'changing');
      return current?.status && current;
    });

    expect(found.metadata.annotations).toMatchObject({
      'slipway.dev/tier': '1',
    });
    const place = `InputError: ${files.resolve(
      'changing.yaml',
    )}: component:default/changing: metadata.annotations.slipway.dev`;
    expect(found.status?.items?.map(({ message }) => message)).toEqual([
      `${place}/tier ("5") must be "1", "2", "3" or "4". Write "1" when the business stops without it, and up to "4" when only its own team notices.`,
      `${place}/oncall ("checkout") is not an annotation of slipway.dev/. Write "slipway.dev/on-call" instead.`,
    ]);
  });

  it('says that a number needs quotes', async () => {
    const [first] = await faults('component:default/number');

    expect(first).toContain(
      'slipway.dev/tier ("1") must be text, as all annotations. Put it in quotes: "1".',
    );
  });

  it('shows a component in production that lacks what is required, with a warning', async () => {
    const found = await entity('component', 'incomplete');

    expect(found.status?.items).toEqual([
      {
        type: 'slipway.dev/missing-metadata',
        level: 'warning',
        message: expect.stringMatching(
          /^metadata\.annotations\.slipway\.dev\/on-call is required .* Write/,
        ),
      },
    ]);
    expect(await faults('component:default/incomplete')).toEqual([]);
  });

  it('puts the text of a local file into an API', async () => {
    const { spec } = await entity('api', 'good');

    expect(spec?.definition).toBe('openapi: 3.1.0');
  });

  it.each([
    ['climbing', /hostname"\) must stay inside the folder of its file/],
    ['absolute', /hostname"\) must stay inside the folder of its file/],
    ['linked', /linked\.yaml"\) must stay inside the folder of its file/],
    ['missing', /\("\.\/carts\.yaml"\) does not exist\. Correct the path/],
  ])('reads no definition that is %s', async (name, message) => {
    const errors = (await faults(`api:default/${name}`)).join();

    expect(errors).toMatch(message);
    expect(errors).toContain(`${files.resolve('apis.yaml')}: spec.definition`);
  });
});
