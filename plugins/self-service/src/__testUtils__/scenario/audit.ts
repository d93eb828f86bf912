import { AuditRecord } from '@slipway/plugin-self-service-common';
import { at, hour } from '../builders';

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

/** Newest first, with gaps. */
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
