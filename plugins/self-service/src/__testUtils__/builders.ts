import {
  ActionView,
  CostEstimate,
  FieldView,
  ItemChange,
  KindView,
  PlanView,
  Preview,
  QuotaEffect,
  RequestDetail,
  ResourceDetail,
  StepView,
  Verdict,
} from '@slipway/plugin-self-service-common';

export const now = Date.parse('2026-03-02T09:30:00.000Z');

/** An instant so many seconds from {@link now}; negative is past. */
export const at = (seconds: number) =>
  new Date(now + seconds * 1000).toISOString();

export const minute = 60;
export const hour = 3600;
export const day = 86_400;

export function field(
  overrides: Partial<FieldView> & Pick<FieldView, 'name' | 'label'>,
): FieldView {
  return { help: '', control: 'text', required: false, ...overrides };
}

export function verdict(overrides: Partial<Verdict> = {}): Verdict {
  return {
    policy: 'naming',
    title: 'Names say the team and the purpose',
    severity: 'deny',
    result: 'pass',
    message: '',
    field: null,
    item: null,
    owner: 'group:default/platform',
    waiver: null,
    ...overrides,
  };
}

export function quota(overrides: Partial<QuotaEffect> = {}): QuotaEffect {
  return {
    id: 'team cpu',
    scope: 'team',
    subject: 'group:default/checkout',
    environmentClass: null,
    metric: 'cpu',
    unit: 'core',
    limit: 40,
    used: 24,
    paused: 0,
    left: 16,
    asked: 2,
    exceeded: false,
    ...overrides,
  };
}

const prices = { cpu: 14.6, memory: 2.19 };

/** What so many cores and GiB cost. */
export function cost(cores: number, gib: number): CostEstimate {
  const lines = [
    {
      sku: 'kubernetes.cpu',
      title: 'CPU',
      quantity: cores,
      unit: 'core',
      price: prices.cpu,
    },
    {
      sku: 'kubernetes.memory',
      title: 'Memory',
      quantity: gib,
      unit: 'GiB',
      price: prices.memory,
    },
  ].map(({ price, ...line }) => ({
    ...line,
    unitPrice: price.toFixed(2),
    amount: (line.quantity * price).toFixed(2),
    source: 'Cluster price list 2026',
  }));
  const sum = cores * prices.cpu + gib * prices.memory;
  return { currency: 'EUR', amount: sum.toFixed(2), lines, unknown: [] };
}

export function item(
  overrides: Partial<ItemChange> & Pick<ItemChange, 'type' | 'title'>,
): ItemChange {
  const { type, title } = overrides;
  return {
    key: `${type}/${title}`,
    wave: 1,
    operation: 'create',
    fields: [],
    before: null,
    after: `kind: ${type}\nmetadata:\n  name: ${title}\n`,
    ...overrides,
  };
}

export function plan(overrides: Partial<PlanView> = {}): PlanView {
  return {
    hash: '9f2c1ab04d7e66f1c0a5be2d90e84a6d3b57c1f4',
    templateVersion: '1.2.0',
    policyVersion: '5b1e',
    items: [item({ type: 'Namespace', title: 'checkout-cart', wave: 0 })],
    usage: [{ metric: 'cpu', unit: 'cores', quantity: 2 }],
    notes: [],
    observed: true,
    ...overrides,
  };
}

export function preview(overrides: Partial<Preview> = {}): Preview {
  return {
    kind: 'namespace',
    action: 'create',
    problems: [],
    plan: plan(),
    verdicts: [verdict()],
    quota: [quota()],
    cost: cost(2, 4),
    costBefore: null,
    approval: null,
    acceptable: true,
    derived: [],
    ...overrides,
  };
}

export function step(
  overrides: Partial<StepView> & Pick<StepView, 'key' | 'title'>,
): StepView {
  return {
    state: 'waiting',
    attempts: 0,
    message: null,
    log: [],
    startedAt: null,
    endedAt: null,
    nextAttemptAt: null,
    ...overrides,
  };
}

export function request(
  overrides: Partial<RequestDetail> & Pick<RequestDetail, 'id'>,
): RequestDetail {
  return {
    kind: 'namespace',
    action: 'create',
    title: 'Namespace checkout-cart in dev',
    state: 'done',
    cancelReason: null,
    resourceId: 'cart-dev',
    resourceName: 'checkout-cart',
    team: 'group:default/checkout',
    environment: 'dev',
    requestedBy: 'user:default/ana.brandt',
    requestedAt: at(-3 * hour),
    updatedAt: at(-2 * hour),
    expiresAt: null,
    cost: cost(2, 4),
    mayDecide: false,
    inputs: { name: 'checkout-cart', tier: 'small' },
    reason: null,
    plan: plan(),
    verdicts: [verdict()],
    quota: [quota()],
    costBefore: null,
    approval: null,
    decisions: [],
    steps: [],
    failure: null,
    mayNotDecideBecause: null,
    mayCancel: false,
    mayRetry: false,
    mayRollBack: false,
    ...overrides,
  };
}

export function action(
  overrides: Partial<ResourceDetail['actions'][number]> &
    Pick<ActionView, 'id' | 'title'>,
): ResourceDetail['actions'][number] {
  return {
    description: '',
    type: 'change',
    dangerous: false,
    states: ['ready'],
    inputSchema: {},
    fields: [],
    allowed: true,
    whyNot: null,
    ...overrides,
  };
}

export function resource(
  overrides: Partial<ResourceDetail> & Pick<ResourceDetail, 'id' | 'name'>,
): ResourceDetail {
  return {
    kind: 'namespace',
    state: 'ready',
    entityRef: `resource:default/${overrides.name}`,
    team: 'group:default/checkout',
    environment: 'dev',
    environmentClass: 'development',
    target: 'dev-cluster',
    costCenter: 'CC-1001',
    cost: cost(2, 4),
    createdAt: at(-9 * day),
    updatedAt: at(-2 * hour),
    expiresAt: null,
    pinned: false,
    protected: false,
    facts: [{ label: 'Tier', value: 'small' }],
    sample: false,
    spec: { tier: 'small' },
    system: null,
    component: null,
    requestedBy: 'user:default/ana.brandt',
    templateVersion: '1.2.0',
    newestTemplateVersion: '1.2.0',
    generation: 2,
    observedGeneration: 2,
    conditions: [],
    observation: { known: true, reason: null, at: at(-minute) },
    connection: [],
    inventory: [],
    drift: [],
    failure: null,
    time: {
      ttl: null,
      expiresAt: null,
      warnAt: null,
      pauseAt: null,
      deleteAt: null,
      extendableUntil: null,
      pin: null,
      undoUntil: null,
    },
    actions: [],
    openRequestId: null,
    dependants: [],
    blockers: [],
    ...overrides,
  };
}

export function kind(overrides: Partial<KindView> = {}): KindView {
  return {
    id: 'namespace',
    title: 'Namespace',
    description: 'A namespace with quota, limits, network policy and roles.',
    templateVersions: [{ version: '1.2.0', summary: 'Default-deny egress' }],
    requestSchema: {},
    fields: [],
    actions: [],
    ...overrides,
  };
}
