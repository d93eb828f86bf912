import {
  AuditCheck,
  PolicyView,
  PreviewView,
  PriceView,
  QuotaView,
} from '@slipway/plugin-self-service-common';
import { at, cost, day, hour, quota } from './builders';

export function limit(overrides: Partial<QuotaView> = {}): QuotaView {
  const { asked, exceeded, ...rest } = quota();
  return { ...rest, origin: 'settings', ...overrides };
}

export function policy(overrides: Partial<PolicyView> = {}): PolicyView {
  return {
    name: 'naming',
    title: 'Names say the team and the purpose',
    description: 'A name starts with that of the team.',
    severity: 'deny',
    owner: 'group:default/platform',
    file: 'policies/naming.yaml',
    source: 'name: naming\nseverity: deny\n',
    waivers: [],
    tests: [
      { name: 'a good name', expect: 'pass', passed: true, detail: '' },
      { name: 'no team', expect: 'fail', passed: true, detail: '' },
    ],
    admissionPolicy:
      'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\n',
    ...overrides,
  };
}

const check: AuditCheck = {
  intact: true,
  records: 9,
  first: 1,
  last: 9,
  broken: null,
  anchor: null,
  head: { sequence: 9, hash: 'hash 9' },
};

const prices: PriceView[] = [
  {
    sku: 'kubernetes.cpu',
    title: 'CPU',
    unit: 'core',
    unitPrice: '14.60',
    currency: 'EUR',
    validFrom: '2026-01-01',
    source: 'Cluster price list 2026',
  },
];

const previews: PreviewView[] = [
  {
    id: 'preview-1',
    repository: 'saltmarsh/shop',
    number: 214,
    title: 'Faster cart',
    link: 'https://git.saltmarsh.example/saltmarsh/shop/pull/214',
    component: 'component:default/cart',
    team: 'group:default/checkout',
    pullRequest: 'open',
    resourceId: 'preview',
    resourceName: 'checkout-pr-214',
    resourceState: 'ready',
    address: 'https://pr-214.preview.saltmarsh.example',
    cost: cost(1, 2),
    expiresAt: at(3 * day),
    problem: null,
    updatedAt: at(-hour),
  },
  {
    id: 'preview-2',
    repository: 'saltmarsh/shop',
    number: 220,
    title: 'Gift cards',
    link: null,
    component: 'component:default/cart',
    team: 'group:default/checkout',
    pullRequest: 'open',
    resourceId: null,
    resourceName: null,
    resourceState: null,
    address: null,
    cost: null,
    expiresAt: null,
    problem: 'The team has 5 previews, which is the most it may have.',
    updatedAt: at(-2 * hour),
  },
];

/** What the administration shows. */
export function governance() {
  return {
    check: { ...check },
    policies: [
      policy(),
      policy({
        name: 'budget',
        title: 'A request stays within the budget',
        severity: 'approval',
        admissionPolicy: null,
        tests: [
          {
            name: 'over the budget',
            expect: 'fail',
            passed: false,
            detail: 'expected fail, got pass',
          },
        ],
        waivers: [
          {
            match: 'team == "group:default/checkout"',
            until: at(20 * day),
            owner: 'group:default/platform',
            reason: 'The sale in spring.',
            inForce: true,
          },
        ],
      }),
    ],
    prices: [...prices],
    quotas: [
      limit({ id: 'q1', metric: 'namespaces', unit: 'namespace', limit: 10 }),
      limit({ id: 'q2', origin: 'person', limit: 30, used: 33, left: 0 }),
      limit({ id: 'q3', subject: '*', used: 0, left: 40, origin: 'person' }),
      limit({ id: 'q3', subject: 'group:default/search', origin: 'person' }),
    ],
    previews: [...previews],
  };
}
