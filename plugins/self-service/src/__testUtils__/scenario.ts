import {
  AuditRecord,
  ContextView,
  RequestDetail,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import {
  action,
  at,
  cost,
  day,
  field,
  hour,
  item,
  minute,
  plan,
  quota,
  request,
  resource,
  step,
  verdict,
} from './builders';

export const context: ContextView = {
  person: {
    ref: 'user:default/ana.brandt',
    groups: ['group:default/checkout'],
    led: [],
    platform: false,
  },
  teams: [
    {
      ref: 'group:default/checkout',
      title: 'Checkout',
      costCenter: 'CC-1001',
      mine: true,
      led: false,
    },
    {
      ref: 'group:default/payments',
      title: 'Payments',
      costCenter: 'CC-1002',
      mine: true,
      led: false,
    },
    {
      ref: 'group:default/search',
      title: 'Search',
      costCenter: 'CC-2001',
      mine: false,
      led: false,
    },
  ],
  targets: [
    {
      name: 'dev-cluster',
      title: 'Development cluster',
      type: 'kubernetes',
      kinds: ['namespace'],
      environments: ['dev', 'staging', 'production'],
      health: 'reachable',
      message: 'Answers in 12 ms',
      version: 'v1.32.1',
      checkedAt: at(-20),
      lastEventAt: at(-5),
      resources: 4,
    },
  ],
  environments: [
    {
      name: 'dev',
      class: 'development',
      defaultTtl: 'P30D',
      maximumTtl: 'P90D',
    },
    {
      name: 'staging',
      class: 'staging',
      defaultTtl: null,
      maximumTtl: null,
    },
    {
      name: 'production',
      class: 'production',
      defaultTtl: null,
      maximumTtl: null,
    },
  ],
  mayRequest: true,
  mayAudit: true,
  mayAdmin: false,
};

const steps = [
  step({
    key: 'namespace',
    title: 'Apply the namespace',
    state: 'done',
    attempts: 1,
    startedAt: at(-50),
    endedAt: at(-49),
    log: [{ at: at(-49), text: 'Namespace checkout-promo applied' }],
  }),
  step({
    key: 'quota',
    title: 'Apply quota and limits',
    state: 'running',
    attempts: 2,
    message: 'The cluster answered 429; waiting as it asked for',
    startedAt: at(-48),
    nextAttemptAt: at(6),
    log: [
      { at: at(-48), text: 'ResourceQuota compute applied' },
      { at: at(-40), text: 'LimitRange defaults: 429, Retry-After 10 s' },
    ],
  }),
  step({ key: 'network', title: 'Apply network policies' }),
  step({ key: 'roles', title: 'Bind roles' }),
  step({ key: 'verify', title: 'Look whether all of it is there' }),
];

const approval = {
  reasons: ['Production is approved by a lead of the team.'],
  approvers: { leads: true, groups: [] },
  people: ['user:default/joel.mensah'],
  separationOfDuty: true,
};

export const requests: RequestDetail[] = [
  request({
    id: 'to-decide',
    title: 'Namespace payments-ledger in production',
    resourceId: 'ledger',
    resourceName: 'payments-ledger',
    environment: 'production',
    team: 'group:default/payments',
    requestedBy: 'user:default/joel.mensah',
    requestedAt: at(-40 * minute),
    updatedAt: at(-40 * minute),
    expiresAt: at(6 * day),
    state: 'waiting-for-approval',
    reason: 'The ledger moves out of the shared namespace before the audit.',
    mayDecide: true,
    approval: { ...approval, people: ['user:default/ana.brandt'] },
    cost: cost(4, 8),
    quota: [quota({ asked: 4 })],
    plan: plan({
      items: [
        item({ type: 'Namespace', title: 'payments-ledger', wave: 0 }),
        item({ type: 'ResourceQuota', title: 'compute' }),
        item({ type: 'NetworkPolicy', title: 'default-deny' }),
      ],
      notes: [
        'Workloads cannot reach other namespaces until a policy allows it.',
      ],
    }),
    verdicts: [
      verdict(),
      verdict({
        policy: 'production-approval',
        title: 'Production needs approval',
        severity: 'approval',
        result: 'fail',
        message: 'Production is approved by a lead of the team.',
      }),
    ],
  }),
  request({
    id: 'running',
    title: 'Namespace checkout-promo in staging',
    resourceId: 'promo',
    resourceName: 'checkout-promo',
    environment: 'staging',
    state: 'running',
    requestedAt: at(-minute),
    updatedAt: at(-10),
    mayCancel: true,
    steps,
  }),
  request({
    id: 'own-waiting',
    title: 'Namespace checkout-orders in production',
    resourceId: 'orders',
    resourceName: 'checkout-orders',
    environment: 'production',
    state: 'waiting-for-approval',
    requestedAt: at(-2 * hour),
    updatedAt: at(-2 * hour),
    expiresAt: at(7 * day - 2 * hour),
    approval,
    mayNotDecideBecause: 'You asked for it: somebody else has to decide.',
    mayCancel: true,
  }),
  request({
    id: 'failed',
    title: 'Change tier of checkout-cart to large',
    action: 'change-tier',
    state: 'failed',
    requestedAt: at(-20 * minute),
    updatedAt: at(-18 * minute),
    cost: cost(8, 16),
    costBefore: cost(2, 4),
    plan: plan({
      items: [
        item({
          type: 'ResourceQuota',
          title: 'compute',
          operation: 'update',
          fields: [{ path: 'spec.hard.limits.cpu', before: '2', after: '8' }],
          before:
            'spec:\n  hard:\n    limits.cpu: "2"\n    limits.memory: 4Gi\n',
          after:
            'spec:\n  hard:\n    limits.cpu: "8"\n    limits.memory: 16Gi\n',
        }),
        item({ type: 'Namespace', title: 'checkout-cart', operation: 'none' }),
      ],
    }),
    steps: [
      step({
        key: 'quota',
        title: 'Apply quota and limits',
        state: 'failed',
        attempts: 5,
        startedAt: at(-19 * minute),
        endedAt: at(-18 * minute),
        log: [{ at: at(-18 * minute), text: 'Admission refused limits.cpu' }],
      }),
      step({ key: 'verify', title: 'Look whether all of it is there' }),
    ],
    failure: {
      step: 'Apply quota and limits',
      cause:
        'The cluster refused ResourceQuota compute: admission webhook "capacity" denied 8 cores.',
      remedy: 'Ask the platform team for capacity, or roll back to small.',
      at: at(-18 * minute),
    },
    mayRetry: true,
    mayRollBack: true,
  }),
  request({ id: 'done' }),
];

const quotaField = field({
  name: 'tier',
  label: 'Tier',
  help: 'How much it may use at most.',
  control: 'choice',
  required: true,
  choices: [
    { value: 'small', label: 'Small' },
    { value: 'medium', label: 'Medium' },
    { value: 'large', label: 'Large' },
  ],
});

const actions = [
  action({
    id: 'change-tier',
    title: 'Change tier',
    description: 'More or less CPU and memory, without a pause.',
    fields: [quotaField],
  }),
  action({
    id: 'kubeconfig',
    title: 'Get a kubeconfig',
    description: 'A token of one hour, shown once.',
    type: 'issue',
  }),
  action({
    id: 'extend',
    title: 'Extend',
    description: 'Lives longer, up to the maximum of the environment.',
    type: 'time',
    fields: [
      field({
        name: 'by',
        label: 'By how much',
        control: 'duration',
        required: true,
        default: 'P7D',
      }),
    ],
  }),
  action({
    id: 'pin',
    title: 'Pin',
    description: 'Does not expire while there is a reason.',
    type: 'time',
    fields: [
      field({
        name: 'reason',
        label: 'Why it has to stay',
        control: 'long-text',
        required: true,
      }),
    ],
  }),
  action({
    id: 'wake',
    title: 'Wake',
    description: 'Starts its workloads again.',
    type: 'time',
    states: ['suspended'],
    allowed: false,
    whyNot: 'It is not paused.',
  }),
  action({
    id: 'clone',
    title: 'Clone to another environment',
    description: 'The same manifests anew; secrets are not copied.',
    type: 'clone',
    fields: [
      field({
        name: 'environment',
        label: 'Environment',
        control: 'environment',
        required: true,
      }),
    ],
  }),
  action({
    id: 'destroy',
    title: 'Delete',
    description: 'Removes it after a grace of 24 h in which it can be undone.',
    type: 'destroy',
    dangerous: true,
    fields: [
      field({
        name: 'confirm',
        label: 'Name, typed again',
        required: true,
      }),
    ],
  }),
];

export const resources: ResourceDetail[] = [
  resource({
    id: 'cart-dev',
    name: 'checkout-cart',
    expiresAt: at(4 * day + 3 * hour),
    component: 'component:default/cart',
    system: 'system:default/shop',
    facts: [
      { label: 'Tier', value: 'small' },
      { label: 'Pod Security', value: 'restricted' },
    ],
    newestTemplateVersion: '1.3.0',
    connection: [
      { label: 'API server', value: 'https://dev.k8s.saltmarsh.example:6443' },
      {
        label: 'Namespace',
        value: 'checkout-cart',
        help: 'kubectl --namespace checkout-cart get pods',
      },
    ],
    conditions: [
      {
        type: 'Ready',
        status: 'true',
        reason: 'AllPresent',
        message: 'All 8 objects are there as wanted.',
        since: at(-2 * hour),
      },
      {
        type: 'Workloads',
        status: 'unknown',
        reason: 'NoMetrics',
        message: 'The cluster has no metrics API.',
        since: at(-9 * day),
      },
    ],
    drift: [
      {
        id: 'drift-1',
        itemKey: 'ResourceQuota/compute',
        itemType: 'ResourceQuota',
        field: { path: 'spec.hard.limits.cpu', before: '2', after: '6' },
        manager: 'kubectl-edit',
        mode: 'report',
        state: 'open',
        firstSeenAt: at(-3 * hour),
        lastSeenAt: at(-minute),
      },
      {
        id: 'drift-2',
        itemKey: 'NetworkPolicy/default-deny',
        itemType: 'NetworkPolicy',
        field: { path: 'spec.policyTypes', before: ['Ingress', 'Egress'] },
        manager: null,
        mode: 'enforce',
        state: 'corrected',
        firstSeenAt: at(-2 * day),
        lastSeenAt: at(-2 * day),
      },
    ],
    inventory: [
      {
        key: 'Namespace/checkout-cart',
        type: 'Namespace',
        reference: 'v1/Namespace checkout-cart',
        wave: 0,
        state: 'present',
        since: at(-9 * day),
      },
      {
        key: 'ResourceQuota/compute',
        type: 'ResourceQuota',
        reference: 'v1/ResourceQuota checkout-cart/compute',
        wave: 1,
        state: 'present',
        since: at(-9 * day),
      },
    ],
    time: {
      ttl: 'P14D',
      expiresAt: at(4 * day + 3 * hour),
      warnAt: at(day + 3 * hour),
      pauseAt: at(4 * day + 3 * hour),
      deleteAt: at(5 * day + 3 * hour),
      extendableUntil: at(80 * day),
      pin: null,
      undoUntil: null,
    },
    dependants: [{ ref: 'component:default/cart', title: 'Cart' }],
    actions,
  }),
  resource({
    id: 'promo',
    name: 'checkout-promo',
    state: 'provisioning',
    environment: 'staging',
    environmentClass: 'staging',
    openRequestId: 'running',
    updatedAt: at(-10),
  }),
  resource({
    id: 'orders',
    name: 'checkout-orders',
    state: 'waiting-for-approval',
    environment: 'production',
    environmentClass: 'production',
    openRequestId: 'own-waiting',
    updatedAt: at(-2 * hour),
    cost: { ...cost(4, 8), amount: null, unknown: ['kubernetes.gpu'] },
  }),
  resource({
    id: 'old',
    name: 'checkout-spike',
    state: 'destroying',
    updatedAt: at(-30 * minute),
    blockers: [
      {
        object: 'PersistentVolumeClaim checkout-spike/data',
        finalizer: 'kubernetes.io/pvc-protection',
        message: 'A pod still uses the volume. Delete pod data-loader.',
      },
    ],
  }),
  resource({
    id: 'preview',
    name: 'checkout-pr-214',
    state: 'suspended',
    environment: 'dev',
    team: 'group:default/payments',
    pinned: true,
    updatedAt: at(-5 * hour),
    observation: {
      known: false,
      reason: 'It is committed to Git; no cluster is set up to read it from.',
      at: null,
    },
    sample: true,
  }),
];

function auditRecord(
  overrides: Partial<AuditRecord> & Pick<AuditRecord, 'sequence' | 'event'>,
): AuditRecord {
  return {
    at: at(-hour * (10 - overrides.sequence)),
    actor: 'user:default/ana.brandt',
    onBehalfOf: null,
    resourceId: 'cart-dev',
    resourceName: 'checkout-cart',
    requestId: null,
    kind: 'namespace',
    team: 'group:default/checkout',
    environment: 'dev',
    reason: null,
    planHash: null,
    before: null,
    after: null,
    previousHash: `hash ${overrides.sequence - 1}`,
    hash: `hash ${overrides.sequence}`,
    ...overrides,
  };
}

export const auditRecords: AuditRecord[] = [
  auditRecord({
    sequence: 9,
    event: 'resource.drift.found',
    actor: 'slipway',
  }),
  auditRecord({
    sequence: 8,
    event: 'resource.extended',
    reason: 'The load test runs until Friday.',
  }),
  auditRecord({ sequence: 3, event: 'resource.ready', actor: 'slipway' }),
  auditRecord({ sequence: 2, event: 'request.submitted' }),
];
