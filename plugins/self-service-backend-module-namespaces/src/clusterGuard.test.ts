import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Environment } from '@marcbachmann/cel-js';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const expressions = z.array(z.object({ expression: z.string() }));
const policySchema = z.object({
  spec: z.object({
    failurePolicy: z.literal('Fail'),
    matchConditions: expressions,
    variables: z.array(z.object({ name: z.string(), expression: z.string() })),
    validations: expressions,
  }),
});
const [document] = parseAllDocuments(
  readFileSync(
    resolvePackagePath(
      '@slipway/plugin-self-service-backend-module-namespaces',
      '../../docs/cluster-guard.yaml',
    ),
    'utf8',
  ),
);
const { spec } = policySchema.parse(document.toJS());

const cel = new Environment({ unlistedVariablesAreDyn: true });
const slipway = 'system:serviceaccount:slipway-system:slipway';
const made = { 'app.kubernetes.io/managed-by': 'slipway' };
const namespace = (name: string, labels?: object) => ({
  metadata: { name, ...(labels && { labels }) },
});

type Asked = {
  by?: string;
  resource: string;
  group?: string;
  subResource?: string;
  name?: string;
  namespace?: string;
  object?: object | null;
  oldObject?: object | null;
  namespaceObject?: object | null;
};

/** What an API server that has the policy makes of it. */
function isLetThrough(asked: Asked): boolean {
  const { by = slipway, group = '', resource, subResource } = asked;
  const given = {
    object: asked.object ?? null,
    oldObject: asked.oldObject ?? null,
    namespaceObject: asked.namespaceObject ?? null,
    request: {
      userInfo: { username: by },
      resource: { group, resource },
      ...(subResource && { subResource }),
      ...(asked.name && { name: asked.name }),
      ...(asked.namespace && { namespace: asked.namespace }),
    },
    variables: {} as Record<string, unknown>,
  };
  const isTrue = ({ expression }: { expression: string }) =>
    cel.evaluate(expression, given) === true;
  if (!spec.matchConditions.every(isTrue)) {
    return true;
  }
  try {
    for (const { name, expression } of spec.variables) {
      given.variables[name] = cel.evaluate(expression, given);
    }
    return spec.validations.every(isTrue);
  } catch {
    // By its failurePolicy.
    return false;
  }
}

const within = (name: string, labels?: object) => ({
  namespace: name,
  namespaceObject: namespace(name, labels),
});
const own = within('checkout-dev', made);

describe('docs/cluster-guard.yaml', () => {
  it.each<[string, Asked]>([
    [
      'make a namespace with its label',
      {
        resource: 'namespaces',
        name: 'checkout-dev',
        object: namespace('checkout-dev', made),
      },
    ],
    [
      'give back one that was adopted',
      {
        resource: 'namespaces',
        name: 'checkout-dev',
        object: namespace('checkout-dev'),
        oldObject: namespace('checkout-dev', made),
      },
    ],
    [
      'delete its own',
      {
        resource: 'namespaces',
        name: 'checkout-dev',
        oldObject: namespace('checkout-dev', made),
      },
    ],
    ['bind roles within', { resource: 'rolebindings', name: 'team', ...own }],
    [
      'get the token of an account for a person',
      {
        resource: 'serviceaccounts',
        subResource: 'token',
        name: 'slipway-access-0a1b2c',
        ...own,
      },
    ],
    [
      'ask what it may do',
      { group: 'authorization.k8s.io', resource: 'selfsubjectaccessreviews' },
    ],
  ])('lets Slipway %s', (_, asked) => {
    expect(isLetThrough(asked)).toBe(true);
  });

  it.each<[string, Asked]>([
    [
      'make a namespace without its label',
      {
        resource: 'namespaces',
        name: 'checkout-dev',
        object: namespace('checkout-dev'),
      },
    ],
    [
      'label one that others made',
      {
        resource: 'namespaces',
        name: 'monitoring',
        object: namespace('monitoring', made),
        oldObject: namespace('monitoring', { team: 'platform' }),
      },
    ],
    [
      'delete one that others made',
      {
        resource: 'namespaces',
        name: 'monitoring',
        oldObject: namespace('monitoring'),
      },
    ],
    [
      'bind roles in one of others',
      { resource: 'rolebindings', name: 'x', ...within('monitoring') },
    ],
    [
      'write to kube-system, whatever its label',
      {
        resource: 'rolebindings',
        name: 'x',
        ...within('kube-system', made),
      },
    ],
    [
      'get a token in kube-system',
      {
        resource: 'serviceaccounts',
        subResource: 'token',
        name: 'slipway-access-0a1b2c',
        ...within('kube-system'),
      },
    ],
    [
      'get the token of a workload',
      {
        resource: 'serviceaccounts',
        subResource: 'token',
        name: 'app',
        ...own,
      },
    ],
    [
      'get a token of its own account',
      {
        resource: 'serviceaccounts',
        subResource: 'token',
        name: 'slipway',
        ...within('slipway-system', made),
      },
    ],
    [
      'write to what is in no namespace',
      {
        group: 'rbac.authorization.k8s.io',
        resource: 'clusterrolebindings',
        name: 'x',
        object: {},
      },
    ],
  ])('does not let Slipway %s', (_, asked) => {
    expect(isLetThrough(asked)).toBe(false);
    // Others are none of its business.
    expect(isLetThrough({ ...asked, by: 'system:admin' })).toBe(true);
  });
});
