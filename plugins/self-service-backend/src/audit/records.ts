import { createHash } from 'node:crypto';
import { AuditRecord, JsonObject } from '@slipway/plugin-self-service-common';

/** A row of `audit` as PostgreSQL gives it. */
export type AuditRow = {
  /** bigint as text */
  sequence: string;
  at: Date;
  event: string;
  actor: string;
  on_behalf_of: string | null;
  resource_id: string | null;
  resource_name: string | null;
  request_id: string | null;
  kind: string | null;
  team: string | null;
  environment: string | null;
  reason: string | null;
  plan_hash: string | null;
  before: JsonObject | null;
  after: JsonObject | null;
  previous_hash: string;
  hash: string;
};

/** The one row of `audit_head`: where the chain ends and where it begins. */
export type AuditHeadRow = {
  sequence: string;
  hash: string;
  anchor_sequence: string;
  anchor_hash: string;
};

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function toAuditRecord(row: AuditRow): AuditRecord {
  return {
    sequence: Number(row.sequence),
    at: row.at.toISOString(),
    event: row.event,
    actor: row.actor,
    onBehalfOf: row.on_behalf_of,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    requestId: row.request_id,
    kind: row.kind,
    team: row.team,
    environment: row.environment,
    reason: row.reason,
    planHash: row.plan_hash,
    before: row.before,
    after: row.after,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** For an insert; jsonb columns want text. */
export function toAuditRow(record: AuditRecord) {
  return {
    sequence: record.sequence,
    at: new Date(record.at),
    event: record.event,
    actor: record.actor,
    on_behalf_of: record.onBehalfOf,
    resource_id: record.resourceId,
    resource_name: record.resourceName,
    request_id: record.requestId,
    kind: record.kind,
    team: record.team,
    environment: record.environment,
    reason: record.reason,
    plan_hash: record.planHash,
    before: record.before && JSON.stringify(record.before),
    after: record.after && JSON.stringify(record.after),
    previous_hash: record.previousHash,
    hash: record.hash,
  };
}
