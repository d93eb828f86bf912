import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { at, cost, day, hour, minute, resource } from '../builders';
import { actions } from './actions';

/** Resources in each state that a page tells apart. */
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
