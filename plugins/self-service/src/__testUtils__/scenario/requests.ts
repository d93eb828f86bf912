import { RequestDetail } from '@slipway/plugin-self-service-common';
import {
  at,
  cost,
  day,
  hour,
  item,
  minute,
  plan,
  quota,
  request,
  step,
  verdict,
} from '../builders';

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

/** Requests in each state that a page tells apart. */
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
