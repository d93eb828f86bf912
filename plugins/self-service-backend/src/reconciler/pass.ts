import { Kind } from '@slipway/plugin-self-service-node';
import { Engine, NewAuditRecord } from '../ports';
import { engineActor } from '../audit';
import { RequestRow, ResourceRow } from '../store/rows';
import { Lease } from './Lease';

/** One look at one resource, under its lease. */
export type Pass = {
  engine: Engine;
  lease: Lease;
  kind: Kind;
  /** In [0, 1): for jitter. */
  random(): number;
};

export type Outcome =
  /** Something changed: look again at once. */
  | { then: 'again' }
  /** Nothing to do before; null when nothing can ever happen by itself. */
  | { then: 'wait'; until: Date | null };

export const again: Outcome = { then: 'again' };

export function waitUntil(until: Date | null): Outcome {
  return { then: 'wait', until };
}

/** What every record about a resource or a request says. */
export function recordOf(
  row: ResourceRow,
  request?: RequestRow,
): Partial<NewAuditRecord> & Pick<NewAuditRecord, 'actor'> {
  const asker = request && (request.on_behalf_of ?? request.requested_by);
  return {
    actor: engineActor,
    onBehalfOf: asker === engineActor ? null : asker ?? null,
    resourceId: row.id,
    resourceName: row.name,
    requestId: request?.id ?? null,
    kind: row.kind,
    team: row.team,
    environment: row.environment,
    reason: request?.reason ?? null,
    planHash: request?.plan_hash ?? null,
  };
}
