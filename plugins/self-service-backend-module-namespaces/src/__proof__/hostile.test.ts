import { mockCredentials } from '@backstage/backend-test-utils';
import { describeWithKubernetes } from '@slipway/testing';
import fc from 'fast-check';
import { parse } from 'yaml';
import { pathOf, someoneElse } from '../live/__testUtils__/someoneElse';
import { ana, call } from './__testUtils__/portal';
import { portalOnCluster } from './__testUtils__/portalOnCluster';
import { namespaceWish } from './__testUtils__/wishes';

jest.setTimeout(120_000);

/** Nearly right, right, and nothing of the kind. */
const nasty = fc.constantFrom(
  '',
  '-',
  'a-',
  'a.b',
  'A',
  'true',
  'null',
  '0x1f',
  '1e3',
  '12:30',
  'a: b',
  'a\n---\nkind: ClusterRole',
  '{{ .Values.x }}',
  '*anchor',
  '!!binary',
  '../../etc',
  'a\u0000b',
  'a\u202eb',
  'ａ',
  'e\u0301',
  'ǆ',
  '😀',
  'x'.repeat(63),
  'x'.repeat(64),
  'x'.repeat(254),
);
const like = (pattern: RegExp) => fc.stringMatching(pattern);
const name = fc.oneof(
  nasty,
  like(/^checkout-[a-z0-9-]{0,58}$/),
  like(/^[a-z0-9][a-z0-9-]{0,64}$/),
  fc.string({ unit: 'binary', maxLength: 70 }),
);
const part = fc.oneof(
  nasty,
  like(/^[A-Za-z0-9._-]{0,66}$/),
  like(/^[a-z]{1,9}$/),
);
const labelKey = fc.oneof(
  part,
  fc.tuple(part, part).map(([prefix, key]) => `${prefix}/${key}`),
  fc
    .tuple(like(/^[a-z0-9.-]{1,70}$/), part)
    .map(([prefix, key]) => `${prefix}.example/${key}`),
);
const labels = fc.dictionary(labelKey, part, { maxKeys: 3 });

describeWithKubernetes('hostile input, through the API to a cluster', () => {
  const { portal, kubernetes } = portalOnCluster();

  beforeAll(async () => {
    await someoneElse(kubernetes).create('/api/v1/namespaces', {
      metadata: { name: 'stage' },
    });
  });

  const preview = async (inputs: object) => {
    const { status, body } = await call(
      portal,
      ana,
      'POST',
      '/requests/preview',
      namespaceWish(inputs),
    );
    expect(status).toBe(200);
    return body;
  };

  /** What the API server says of each object of a plan, without keeping it. */
  const refusals = async (items: any[]) => {
    const cluster = someoneElse(kubernetes);
    const answers = await Promise.all(
      items.map(async ({ key, after }) => {
        const object = parse(after);
        const inside = object.metadata.namespace !== undefined;
        if (inside) {
          // The namespace itself is not kept, so they are tried in another.
          object.metadata.namespace = 'stage';
        }
        const [path] = pathOf('stage', key).match(/^.*(?=\/)/) ?? [];
        return cluster.call('POST', `${path}?dryRun=All`, object);
      }),
    );
    return answers
      .filter(({ status }) => status !== 201)
      .map(({ body }) => body.message);
  };

  it('is refused by us, or accepted by Kubernetes', async () => {
    const seen = { accepted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        name,
        labels,
        fc.boolean(),
        async (given, some, plain) => {
          const { plan, problems } = await preview({
            name: plain ? 'checkout-plain' : given,
            labels: some,
          });
          seen[plan === null ? 'refused' : 'accepted'] += 1;
          // Without a plan there is a problem, at the field that has it.
          expect(plan !== null || problems.length > 0).toBe(true);
          expect(
            problems.filter(({ field }: any) => !/^(name|labels)/.test(field)),
          ).toEqual([]);
          expect(await refusals(plan?.items ?? [])).toEqual([]);
        },
      ),
      { numRuns: 250 },
    );
    expect(seen.accepted).toBeGreaterThan(20);
    expect(seen.refused).toBeGreaterThan(20);
  });

  it.each([
    ['name', { name: 'Checkout' }],
    ['name', { name: 'kube-system' }],
    ['name', { name: 'a\n---\nkind: ClusterRoleBinding' }],
    ['name', { name: { $ne: null } }],
    ['name', { name: ['checkout-x'] }],
    ['team', { team: 'group:default/checkout\u0000' }],
    ['environment', { environment: '../production' }],
    ['labels', { labels: { 'slipway.dev/resource-id': 'x' } }],
    [
      'labels',
      { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    ],
    ['labels', { labels: JSON.parse('{"__proto__": "x"}') }],
    ['labels', { labels: { part: { nested: 'x' } } }],
    ['tier', { tier: 'x-large; rm -rf /' }],
    ['target', { target: '../other' }],
    ['ttl', { ttl: 'P999999999999Y' }],
    ['metadata', { metadata: { finalizers: ['x'] } }],
  ])(
    'is refused at the field %s and leaves nothing: %j',
    async (field, inputs) => {
      const { status, body } = await call(
        portal,
        ana,
        'POST',
        '/requests',
        namespaceWish({ name: 'checkout-hostile', ...inputs }),
      );
      expect(status).toBe(400);
      expect(body.error.message).toContain(field);
      const { items } = await someoneElse(kubernetes).get(
        '/api/v1/namespaces?labelSelector=app.kubernetes.io/managed-by=slipway',
      );
      expect(items).toEqual([]);
    },
  );

  it('is not read when it is too large or no JSON', async () => {
    const send = async (body: string) => {
      const response = await fetch(`${portal.url}/api/self-service/requests`, {
        method: 'POST',
        headers: {
          authorization: mockCredentials.user.header(ana),
          'content-type': 'application/json',
        },
        body,
      });
      return response.status;
    };
    expect(await send(JSON.stringify({ kind: 'x'.repeat(1_000_000) }))).toBe(
      413,
    );
    expect(await send('{"kind": "namespace",')).toBe(400);
    expect(await send(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toBe(400);
  });
});
