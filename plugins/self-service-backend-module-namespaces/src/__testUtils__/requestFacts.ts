import { diffItems, Verdict } from '@slipway/plugin-self-service-common';
import { RequestFacts } from '@slipway/plugin-self-service-node';
import { planOf } from './gitTarget';
import { namespaceResource } from './resources';

export function verdict(fields: Partial<Verdict> = {}): Verdict {
  return {
    policy: 'naming',
    title: 'Names begin with the team',
    severity: 'warn',
    result: 'pass',
    message: '',
    field: null,
    item: null,
    owner: 'group:default/platform',
    waiver: null,
    ...fields,
  };
}

/** Of the creation of a namespace that a lead has approved. */
export function requestFacts(fields: Partial<RequestFacts> = {}): RequestFacts {
  const desired = planOf(namespaceResource()).items;
  return {
    onBehalfOf: null,
    planHash: 'abc',
    changes: diffItems({ desired, found: [] }),
    observed: true,
    verdicts: [verdict()],
    quota: [],
    cost: { currency: 'EUR', amount: '43.8', lines: [], unknown: [] },
    costBefore: null,
    approval: {
      by: 'user:default/joel.mensah',
      as: 'lead of group:default/checkout',
      reason: null,
      at: new Date('2026-03-02T09:20:00.000Z'),
    },
    ...fields,
  };
}
