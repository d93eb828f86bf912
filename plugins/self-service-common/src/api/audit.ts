import { JsonObject } from '../domain/json';
import { Instant } from './shared';

export type AuditRecord = {
  /** Its place in the chain, from 1. */
  sequence: number;
  at: Instant;
  /** `request.submitted`, `request.approved`, `resource.drift.corrected`. */
  event: string;
  /** Who did it: a user, a service, or `slipway` itself. */
  actor: string;
  /** On whose behalf, where it is somebody else. */
  onBehalfOf: string | null;
  resourceId: string | null;
  resourceName: string | null;
  requestId: string | null;
  kind: string | null;
  team: string | null;
  environment: string | null;
  reason: string | null;
  planHash: string | null;
  before: JsonObject | null;
  after: JsonObject | null;
  previousHash: string;
  hash: string;
};

export type AuditCheck = {
  intact: boolean;
  records: number;
  first: number | null;
  last: number | null;
  /** The first record that does not fit, and in what. */
  broken: { sequence: number; message: string } | null;
  /** Where older records were removed by the retention. */
  anchor: ChainLink | null;
  /**
   * The newest record. Noted somewhere else, it also shows later on that
   * nobody has written the whole chain anew.
   */
  head: ChainLink | null;
};

/** A record of the chain, by its place and its hash. */
export type ChainLink = { sequence: number; hash: string };
