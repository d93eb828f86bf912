import type { Entity } from '@backstage/catalog-model';
import { metadataAnnotations } from './names';
import type { MetadataField } from './names';
import { metadataRules } from './rules';
import type { MetadataValues } from './rules';
import type { ChatChannel, ComplianceTag, OnCallContact, Tier } from './values';

/**
 * What is known about a service beyond Backstage's own fields. A single value
 * that is absent or breaks its rule is undefined, a list is empty.
 */
export type ServiceMetadata = {
  tier: Tier | undefined;
  onCall: OnCallContact | undefined;
  technology: string[];
  runbook: string | undefined;
  dashboard: string | undefined;
  docs: string | undefined;
  chat: ChatChannel | undefined;
  compliance: ComplianceTag[];
};

/** What is known about a group; absent or wrong values are undefined. */
export type GroupMetadata = {
  /** Full reference, `user:default/joel.mensah`. */
  lead: string | undefined;
  /** IANA zone. */
  timeZone: string | undefined;
  /** What its cost is booked on, `CC-1001`. */
  costCenter: string | undefined;
};

function readField<F extends MetadataField>(
  entity: Entity,
  field: F,
): MetadataValues[F] | undefined {
  const text = entity.metadata.annotations?.[metadataAnnotations[field]];
  const parsed = metadataRules[field].schema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

/**
 * Reads the service metadata of an entity. Never throws: what a page cannot
 * show correctly it should not show, and `checkServiceMetadata` says what is
 * wrong.
 */
export function readServiceMetadata(entity: Entity): ServiceMetadata {
  return {
    tier: readField(entity, 'tier'),
    onCall: readField(entity, 'onCall'),
    technology: readField(entity, 'technology') ?? [],
    runbook: readField(entity, 'runbook'),
    dashboard: readField(entity, 'dashboard'),
    docs: readField(entity, 'docs'),
    chat: readField(entity, 'chat'),
    compliance: readField(entity, 'compliance') ?? [],
  };
}

/** Reads a group's lead, time zone and cost center. Never throws. */
export function readGroupMetadata(entity: Entity): GroupMetadata {
  return {
    lead: readField(entity, 'lead'),
    timeZone: readField(entity, 'timeZone'),
    costCenter: readField(entity, 'costCenter'),
  };
}

/**
 * Which resource of the self-service pages an entity stands for; undefined for
 * all others. Never throws.
 */
export function readSelfServiceId(entity: Entity): string | undefined {
  return readField(entity, 'selfServiceId');
}
