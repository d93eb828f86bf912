import { JsonObject, Preview } from '@slipway/plugin-self-service-common';
import {
  cost,
  field,
  item,
  kind,
  plan,
  preview,
  quota,
  verdict,
} from './builders';

/** The kind of a namespace as the backend describes it. */
export const namespaceKind = kind({
  description:
    'A namespace with its quota, limits, network policies and roles for your team, ready within seconds.',
  requestSchema: {
    type: 'object',
    properties: { labels: { type: 'object' } },
  },
  fields: [
    field({
      name: 'name',
      label: 'Name',
      help: 'Lower-case letters, digits and dashes, at most 63; begins with your team.',
      required: true,
      placeholder: 'checkout-cart',
    }),
    field({
      name: 'team',
      label: 'Team',
      help: 'Owns it, pays for it, and gets its roles.',
      control: 'team',
      required: true,
    }),
    field({
      name: 'environment',
      label: 'Environment',
      help: 'Production needs the approval of a lead.',
      control: 'environment',
      required: true,
      default: 'dev',
    }),
    field({
      name: 'tier',
      label: 'Tier',
      help: 'How much it may use at most.',
      control: 'choice',
      required: true,
      default: 'small',
      choices: [
        { value: 'small', label: 'Small', help: '2 cores, 4 GiB' },
        { value: 'medium', label: 'Medium', help: '4 cores, 8 GiB' },
        { value: 'large', label: 'Large', help: '8 cores, 16 GiB' },
      ],
    }),
    field({
      name: 'costCenter',
      label: 'Cost center',
      help: 'Your team’s, unless you say otherwise.',
      required: true,
    }),
    field({
      name: 'ttl',
      label: 'Lives for',
      help: 'Afterwards it is paused and then deleted, with a warning before.',
      control: 'duration',
    }),
    field({
      name: 'component',
      label: 'Component',
      help: 'What it is for; links the two in the catalog.',
      control: 'component',
    }),
    field({
      name: 'labels',
      label: 'More labels',
      help: 'One a line, as name=value.',
      control: 'long-text',
      placeholder: 'purpose=load-test',
    }),
  ],
});

const sizes: Record<string, [number, number]> = {
  small: [2, 4],
  medium: [4, 8],
  large: [8, 16],
};

function namespaceYaml(name: string, environment: string, team: string) {
  return [
    'apiVersion: v1',
    'kind: Namespace',
    'metadata:',
    `  name: ${name}`,
    '  labels:',
    `    slipway.dev/team: ${team.replace(/^.*\//, '')}`,
    `    slipway.dev/environment: ${environment}`,
    '    pod-security.kubernetes.io/enforce: restricted',
    '',
  ].join('\n');
}

function quotaYaml(name: string, cores: number, gib: number) {
  return [
    'apiVersion: v1',
    'kind: ResourceQuota',
    'metadata:',
    '  name: compute',
    `  namespace: ${name}`,
    'spec:',
    '  hard:',
    `    limits.cpu: "${cores}"`,
    `    limits.memory: ${gib}Gi`,
    `    requests.cpu: "${cores}"`,
    `    requests.memory: ${gib}Gi`,
    '',
  ].join('\n');
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

function problemsOf(name: string): Preview['problems'] {
  if (!name) {
    return [
      { field: 'name', message: 'Name is missing. Enter 1 to 63 characters.' },
    ];
  }
  if (!/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
    return [
      {
        field: 'name',
        message: `"${name}" is no name that Kubernetes takes. Use lower-case letters, digits and dashes, and begin with a letter.`,
      },
    ];
  }
  return [];
}

type Wish = {
  name: string;
  environment: string;
  team: string;
  cores: number;
  gib: number;
};

function wishOf(inputs: JsonObject): Wish {
  const [cores, gib] = sizes[text(inputs.tier)] ?? sizes.small;
  return {
    name: text(inputs.name),
    environment: text(inputs.environment),
    team: text(inputs.team),
    cores,
    gib,
  };
}

const hasWrongName = ({ name }: Wish) => !name.startsWith('checkout-');

const isProduction = ({ environment }: Wish) => environment === 'production';

const exceedsQuota = (wish: Wish) => wish.cores > 4 && !isProduction(wish);

function itemsOf({ name, environment, team, cores, gib }: Wish) {
  return [
    item({
      type: 'Namespace',
      title: name,
      wave: 0,
      after: namespaceYaml(name, environment, team),
    }),
    item({
      type: 'ResourceQuota',
      title: 'compute',
      after: quotaYaml(name, cores, gib),
    }),
    item({ type: 'LimitRange', title: 'defaults' }),
    item({ type: 'NetworkPolicy', title: 'default-deny' }),
    item({ type: 'NetworkPolicy', title: 'allow-dns' }),
    item({ type: 'NetworkPolicy', title: 'allow-same-namespace' }),
    item({ type: 'RoleBinding', title: 'checkout-edit', wave: 2 }),
    item({ type: 'ServiceAccount', title: 'default', wave: 2 }),
  ];
}

/** A verdict that fails for a reason, or passes without one. */
const judged = (
  rule: Parameters<typeof verdict>[0],
  failsBecause: string | false,
) =>
  verdict({
    ...rule,
    result: failsBecause ? 'fail' : 'pass',
    message: failsBecause || '',
  });

function verdictsOf(wish: Wish) {
  const { name, cores } = wish;
  return [
    judged(
      { field: 'name' },
      hasWrongName(wish) &&
        `"${name}" does not begin with checkout-. Put the team in front: checkout-${name}.`,
    ),
    verdict({ policy: 'labels', title: 'Required labels are set' }),
    verdict({ policy: 'cost-center', title: 'The cost center exists' }),
    judged(
      {
        policy: 'production-approval',
        title: 'Production needs approval',
        severity: 'approval',
        field: isProduction(wish) ? 'environment' : null,
      },
      isProduction(wish) && 'Production is approved by a lead of the team.',
    ),
    judged(
      {
        policy: 'tier-size',
        title: 'Small is enough to begin with',
        severity: 'warn',
        field: 'tier',
      },
      cores > 2 &&
        'Most of your namespaces use less than 1 core. Small can be changed later without a pause.',
    ),
  ];
}

function quotaOf(wish: Wish) {
  const exceeded = exceedsQuota(wish);
  return [
    quota({ asked: wish.cores, exceeded, used: exceeded ? 38 : 24 }),
    quota({
      id: 'team namespaces',
      metric: 'namespaces',
      unit: 'namespace',
      limit: 10,
      used: 6,
      left: 4,
      asked: 1,
    }),
  ];
}

const approvalOfLead = {
  reasons: ['Production is approved by a lead of the team.'],
  approvers: { leads: true, groups: [] },
  people: ['user:default/joel.mensah'],
  separationOfDuty: true,
};

/** What the backend would say of a request for a namespace. */
export function previewNamespace(inputs: JsonObject): Preview {
  const wish = wishOf(inputs);
  const problems = problemsOf(wish.name);
  if (problems.length > 0) {
    return preview({
      problems,
      plan: null,
      verdicts: [],
      quota: [],
      cost: null,
      acceptable: false,
    });
  }
  return preview({
    plan: plan({
      hash: `hash of ${JSON.stringify(inputs)}`,
      items: itemsOf(wish),
      notes: ['The names of your team’s groups become role bindings.'],
    }),
    verdicts: verdictsOf(wish),
    quota: quotaOf(wish),
    cost: cost(wish.cores, wish.gib),
    approval: isProduction(wish) ? approvalOfLead : null,
    acceptable: !hasWrongName(wish) && !exceedsQuota(wish),
    derived: [
      { label: 'Namespace', value: wish.name },
      { label: 'Catalog entity', value: `resource:default/${wish.name}` },
    ],
  });
}
