import { ContextView } from '@slipway/plugin-self-service-common';
import { at } from '../builders';

/** Who looks, and which teams, environments and targets there are. */
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
