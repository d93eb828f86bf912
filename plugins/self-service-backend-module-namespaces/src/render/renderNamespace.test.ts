import { canonicalJson } from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { namespaceResource } from '../__testUtils__/resources';
import { planNamespace } from '../kind/planNamespace';
import { NamespaceSpec, tiers } from '../kind/spec';
import { checkLabelKey, checkLabelValue } from '../names/checkLabel';
import { checkNamespaceName } from '../names/checkNamespaceName';
import { KubernetesObject } from '../targets/NamespaceTarget';
import { assertContained } from './assertContained';
import { defaultRenderOptions } from './context';
import { renderNamespace, templateVersions } from './renderNamespace';

const options = defaultRenderOptions;

function objects(
  fields: Parameters<typeof namespaceResource>[0] = {},
  overrides = options,
) {
  const items = renderNamespace({
    resource: namespaceResource(fields),
    options: overrides,
  });
  return Object.fromEntries(items.map(item => [item.key, item.desired]));
}

describe('renderNamespace', () => {
  it('gives the whole set, guardrails before access', () => {
    const items = renderNamespace({ resource: namespaceResource(), options });
    expect(items.map(({ wave, key }) => `${wave} ${key}`)).toEqual([
      '0 Namespace/checkout-dev',
      '1 ResourceQuota/compute',
      '1 LimitRange/defaults',
      '1 NetworkPolicy/default-deny',
      '1 NetworkPolicy/allow-dns',
      '1 NetworkPolicy/allow-same-namespace',
      '1 ServiceAccount/app',
      '2 RoleBinding/slipway-team',
    ]);
  });

  it('labels the namespace for people, policies and the bill', () => {
    const { 'Namespace/checkout-dev': namespace } = objects({
      spec: {
        podSecurity: 'baseline',
        labels: { 'shop.example/part': 'till' },
      },
      templateVersion: '1',
    });
    expect(namespace.metadata).toEqual({
      name: 'checkout-dev',
      annotations: {
        'slipway.dev/resource-id': '6f2f3a52-0a3d-4a5e-9f0e-0d6c3c1f1a01',
      },
      labels: {
        'app.kubernetes.io/managed-by': 'slipway',
        'shop.example/part': 'till',
        team: 'checkout',
        environment: 'dev',
        'cost-center': 'CC-1001',
        'slipway.dev/team': 'checkout',
        'slipway.dev/environment': 'dev',
        'slipway.dev/cost-center': 'CC-1001',
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    });
  });

  it('differs between versions in what the newer one says', () => {
    const [older, newer] = ['1', '2'].map(templateVersion =>
      canonicalJson(objects({ templateVersion })),
    );
    expect(older).not.toMatch(/ephemeral-storage|enforce-version/);
    expect(newer).toMatch(/"requests.ephemeral-storage":"10Gi"/);
    expect(newer).toMatch(/enforce-version":"latest"/);
    expect(() => objects({ templateVersion: 'constructor' })).toThrow(
      "no template version 'constructor'; use 2 or 1",
    );
  });

  it('lets nothing start while it is paused', () => {
    expect(objects({ paused: true })['ResourceQuota/compute'].spec).toEqual(
      expect.objectContaining({
        hard: expect.objectContaining({ pods: '0', 'requests.cpu': '1' }),
      }),
    );
  });

  it('calls groups and name servers as the clusters do', () => {
    const rendered = objects(
      {},
      {
        access: {
          groupName: 'oidc:{namespace}/{name}',
          teamRole: 'admin',
          viewers: ['oidc:everyone'],
        },
        dns: {
          podLabels: { app: 'dns' },
          cidrs: ['169.254.20.10/32'],
          ports: [5353],
        },
      },
    );
    expect(rendered['RoleBinding/slipway-team']).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: 'admin' },
      subjects: [{ kind: 'Group', name: 'oidc:default/checkout' }],
    });
    expect(rendered['RoleBinding/slipway-viewers']).toMatchObject({
      roleRef: { name: 'view' },
      subjects: [{ name: 'oidc:everyone' }],
    });
    expect(rendered['NetworkPolicy/allow-dns'].spec).toMatchObject({
      egress: [
        {
          to: [
            { podSelector: { matchLabels: { app: 'dns' } } },
            { ipBlock: { cidr: '169.254.20.10/32' } },
          ],
          ports: [
            { port: 5353, protocol: 'UDP' },
            { port: 5353, protocol: 'TCP' },
          ],
        },
      ],
    });
  });

  it('names the field when a value cannot be a label', () => {
    expect(() => objects({ costCenter: 'CC 1\nkind: Secret' })).toThrow(
      /costCenter: "CC 1\\nkind: Secret" cannot be a label/,
    );
  });
});

const word = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
const labels = fc
  .dictionary(
    fc.stringMatching(
      /^([a-z]{1,9}\.example\/)?[A-Za-z][A-Za-z0-9_.-]{0,20}[a-z]$/,
    ),
    fc.stringMatching(/^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/),
    { maxKeys: 20 },
  )
  .filter(all => Object.keys(all).every(key => !checkLabelKey(key)));
const resources: fc.Arbitrary<DesiredResource<NamespaceSpec>> = fc
  .record({
    name: word.filter(name => !checkNamespaceName(name)),
    team: word.map(name => `group:default/${name}`),
    environment: fc.constantFrom('production', 'dev'),
    costCenter: fc.option(word),
    paused: fc.boolean(),
    templateVersion: fc.constantFrom(
      ...templateVersions.map(({ version }) => version),
    ),
    spec: fc.record({
      tier: fc.constantFrom(...tiers),
      podSecurity: fc.constantFrom('baseline' as const, 'restricted' as const),
      labels,
    }),
  })
  .map(namespaceResource);

/** The canonical form of the API server for the quantities that we use. */
const quantity = /^(0|[1-9]\d*(m|Mi|Gi|Ti)?)$/;

function quantitiesOf(value: unknown): string[] {
  return JSON.stringify(value).match(/(?<=":")[^"]*(?=")/g) ?? [];
}

describe('any valid request', () => {
  it('renders the same valid objects each time', () => {
    fc.assert(
      fc.property(resources, resource => {
        const before = canonicalJson(resource);
        const plan = planNamespace(resource, options);
        expect(canonicalJson(planNamespace(resource, options))).toBe(
          canonicalJson(plan),
        );
        expect(canonicalJson(resource)).toBe(before);

        const rendered = plan.items.map(({ desired }) => desired);
        expect(new Set(plan.items.map(({ key }) => key)).size).toBe(
          rendered.length,
        );
        expect(parseAllDocuments(stringify(rendered))[0].toJS()).toEqual(
          rendered,
        );
        const [namespace, quota, limits] = rendered as KubernetesObject[];
        Object.entries(namespace.metadata.labels ?? {}).forEach(
          ([key, value]) => {
            expect(key).toMatch(/^([a-z0-9.-]{1,253}\/)?[\w.-]{1,63}$/);
            expect(checkLabelValue(String(value))).toBeUndefined();
          },
        );
        expect(namespace.metadata.labels).toMatchObject({
          'app.kubernetes.io/managed-by': 'slipway',
          'pod-security.kubernetes.io/enforce': resource.spec.podSecurity,
        });
        [
          ...quantitiesOf(quota.spec),
          ...quantitiesOf(limits.spec).filter(text => /^\d/.test(text)),
        ].forEach(text => expect(text).toMatch(quantity));
      }),
      { numRuns: 60 },
    );
  });

  it('counts what it reserves, and less when it sleeps', () => {
    const metrics = (paused: boolean) =>
      planNamespace(
        namespaceResource({ paused, spec: { tier: 'medium' } }),
        options,
      ).usage.map(({ metric, quantity: n, unit }) => `${metric} ${n} ${unit}`);
    expect(metrics(false)).toEqual([
      'namespaces 1 namespace',
      'cpu 4 core',
      'memory 8 GiB',
      'storage 50 GiB',
    ]);
    expect(metrics(true)).toEqual(['namespaces 1 namespace', 'storage 50 GiB']);
  });
});

describe('assertContained', () => {
  const object = (fields: object): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'app', namespace: 'checkout-dev' },
    ...fields,
  });

  it.each([
    { kind: 'Secret' },
    { kind: 'constructor' },
    { kind: 'NetworkPolicy' },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding' },
    { metadata: { name: 'app' } },
    { metadata: { name: 'app', namespace: 'kube-system' } },
    { kind: 'Namespace', metadata: { name: 'kube-system' } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
    },
  ])('refuses %j', fields => {
    expect(() => assertContained([object(fields)], 'checkout-dev')).toThrow(
      /template is wrong/,
    );
  });
});
