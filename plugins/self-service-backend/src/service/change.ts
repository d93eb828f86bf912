import {
  ApprovalNeed,
  CostEstimate,
  ItemChange,
  JsonObject,
  Plan,
  Problem,
  QuotaEffect,
  Verdict,
} from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  Kind,
} from '@slipway/plugin-self-service-node';
import { PolicyInput } from '../ports';
import { ResourceRow } from '../store/rows';
import { Requester } from './requester';

/** A change that somebody wants, with its fields checked. */
export type WantedChange = {
  kind: Kind;
  /** `create`, a day-two action's id, `destroy`. */
  action: string;
  /** It is done at once and waits for nobody: an extension, a secret. */
  atOnce?: boolean;
  title: string;
  /** What was asked for, as it is stored and shown. */
  inputs: JsonObject;
  desired: DesiredResource;
  /** As it is now; null for something new. */
  previous: DesiredResource | null;
  /** The row of what is there; null for something new. */
  resource: ResourceRow | null;
  inventory: InventoryEntry[];
  ttl: string | null;
  reason: string | null;
  requester: Requester;
  /** What an action finds wrong beyond its fields, such as dependants. */
  problems: Problem[];
};

/** What a change comes to: computed, not judged. */
export type ComputedPlan = {
  /** Null for a deletion. */
  plan: Plan | null;
  changes: ItemChange[];
  /** Whether what is there could be read. */
  observed: boolean;
  policyVersion: string;
  cost: CostEstimate | null;
  costBefore: CostEstimate | null;
  /** What keeps it from being carried out, such as something not ours. */
  problems: Problem[];
};

/** A change with all that is known about it before it is accepted. */
export type AssessedChange = WantedChange & {
  computed: ComputedPlan;
  /** What policies were asked about. */
  judged: PolicyInput;
  verdicts: Verdict[];
  quota: QuotaEffect[];
  /** Null when nobody has to agree. */
  approval: ApprovalNeed | null;
  /** What an approval of it is bound to. */
  hash: string;
  /** All that keeps it from being accepted, each with rule and remedy. */
  problems: Problem[];
};
