import {
  DriftView,
  entityRefOf,
  InventoryItem,
  ResourceSummary,
} from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { Kinds } from '../../ports';
import {
  DriftRow,
  InventoryRow,
  ResourceRow,
  toDesiredResource,
} from '../../store/rows';

/**
 * The kind of a stored thing; undefined when the module that brought it is not
 * installed any more. What it made is still listed, with what the rows say.
 */
export function kindOf(
  kinds: Kinds,
  row: Pick<ResourceRow, 'kind'>,
): Kind | undefined {
  return kinds.list().find(({ id }) => id === row.kind);
}

/** A resource as lists show it. */
export function presentResourceSummary(
  kinds: Kinds,
  row: ResourceRow,
): ResourceSummary {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    state: row.state,
    entityRef: entityRefOf(row),
    team: row.team,
    environment: row.environment,
    environmentClass: row.environment_class,
    target: row.target,
    system: row.system,
    component: row.component,
    costCenter: row.cost_center,
    cost: row.cost,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    pinned: row.pin !== null,
    protected: row.protected,
    facts: kindOf(kinds, row)?.facts(toDesiredResource(row)) ?? [],
    sample: row.sample,
  };
}

export function presentInventoryItem(row: InventoryRow): InventoryItem {
  return {
    key: row.key,
    type: row.type,
    reference: row.reference,
    wave: row.wave,
    state: row.state,
    since: row.since.toISOString(),
  };
}

/** `before` is what it should be, `after` what it is. */
export function presentDrift(row: DriftRow): DriftView {
  return {
    id: row.id,
    itemKey: row.item_key,
    itemType: row.item_type,
    field: { path: row.path, before: row.desired, after: row.actual },
    manager: row.manager,
    mode: row.mode,
    state: row.state,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  };
}
