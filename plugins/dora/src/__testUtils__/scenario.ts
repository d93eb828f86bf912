import { Entity } from '@backstage/catalog-model';
import { SourceStatus } from '@slipway/plugin-dora-common';
import { buildChange, buildDeployment } from './builders';
import { FakeKnowledge } from './FakeDoraApi';

/** The present of all tests: the default window is January to March 2026. */
export const now = new Date('2026-03-31T12:00:00Z');

const v1 = buildDeployment({
  id: 'v1',
  version: 'v1',
  finishedAt: '2026-02-02T10:00:00.000Z',
  changes: 2,
  leadTimeP50: 5400,
});

const v2 = buildDeployment({
  id: 'v2',
  version: 'v2',
  previousVersion: 'v1',
  finishedAt: '2026-02-10T10:00:00.000Z',
  failed: true,
  recoveredBy: 'v1-again',
  recoverySeconds: 7200,
  changes: 1,
  leadTimeP50: 3600,
});

const rollback = buildDeployment({
  id: 'v1-again',
  version: 'v1',
  previousVersion: 'v2',
  finishedAt: '2026-02-10T12:00:00.000Z',
  rollback: true,
  rollsBack: 'v2',
  rework: true,
});

const v3 = buildDeployment({
  id: 'v3',
  version: 'v3',
  previousVersion: 'v1',
  finishedAt: '2026-03-04T10:00:00.000Z',
  changes: 2,
  leadTimeP50: 108_000,
});

const v4 = buildDeployment({
  id: 'v4',
  version: 'v4',
  previousVersion: 'v3',
  finishedAt: '2026-03-30T10:00:00.000Z',
  range: 'unresolved',
  commit: null,
});

const search = buildDeployment({
  id: 'search-1',
  serviceRef: 'component:default/search',
  ownerRef: 'group:default/discovery',
  finishedAt: '2026-03-05T10:00:00.000Z',
  range: 'first',
  sample: true,
});

const changes = [
  buildChange(v1, { leadTime: 3600, title: 'Round totals once' }),
  buildChange(v1, { leadTime: 7200, url: 'https://git.example/c/2' }),
  buildChange(v2, { leadTime: 3600 }),
  buildChange(v3, { leadTime: 108_000 }),
  buildChange(v3, { leadTime: -60 }),
];

const source: SourceStatus = {
  id: 'releases',
  type: 'git',
  lastHeardAt: '2026-03-31T11:20:00.000Z',
  state: 'ok',
  error: null,
  deployments: 6,
  sample: false,
};

/**
 * A quarter of two teams. The cart: v1, v2 which failed and was rolled back
 * after two hours, v3 with an old and a negative change, v4 that resolves to no
 * commit. Payments is never deployed. Search has one made-up deployment.
 */
export function quarter(): FakeKnowledge {
  return {
    now,
    deployments: [v1, v2, rollback, v3, v4, search],
    changes,
    services: {
      'component:default/cart': 'group:default/checkout',
      'component:default/payments': 'group:default/checkout',
      'component:default/search': 'group:default/discovery',
    },
    sources: [
      source,
      {
        ...source,
        id: 'gitops',
        lastHeardAt: null,
        state: 'failed',
        error: 'connection refused',
      },
    ],
    gaps: [
      {
        kind: 'service-without-data',
        count: 1,
        message: 'Services without a deployment',
        remedy: 'Add them to a source.',
        examples: ['component:default/payments'],
      },
    ],
  };
}

function group(
  name: string,
  type: string,
  relations: Entity['relations'],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name },
    spec: {
      type,
      profile: { displayName: `${name[0].toUpperCase()}${name.slice(1)}` },
    },
    relations,
  };
}

/** The cart, its team, department and organisation. */
export const entities: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: 'default', name: 'cart', title: 'Cart' },
    spec: { type: 'service' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
  },
  group('checkout', 'team', [
    { type: 'childOf', targetRef: 'group:default/customer' },
  ]),
  group('customer', 'department', [
    { type: 'childOf', targetRef: 'group:default/saltmarsh' },
    { type: 'parentOf', targetRef: 'group:default/checkout' },
  ]),
  group('saltmarsh', 'organization', []),
];
