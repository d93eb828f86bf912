import { JsonObject } from '../domain/json';
import { CancelReason, RequestState } from '../domain/lifecycle';
import { ItemChange, Usage } from '../domain/plan';
import { CostEstimate } from './costs';
import { Verdict } from './policies';
import { QuotaEffect } from './quotas';
import { Instant } from './shared';
import { Failure, StepView } from './steps';

/** What every request says, whatever its kind. */
export type RequestInput = {
  kind: string;
  /** The kind's and the common fields together; see KindView.requestSchema. */
  inputs: JsonObject;
  /** Why it is asked for; shown to the approver and kept in the audit. */
  reason?: string;
  /** Repeating a request with the same key answers with the first one. */
  idempotencyKey?: string;
};

/** What would happen, before anything is stored. */
export type Preview = {
  kind: string;
  action: string;
  /** Fields that break the schema's rules; the rest is then null or empty. */
  problems: Array<{ field: string; message: string }>;
  plan: PlanView | null;
  verdicts: Verdict[];
  quota: QuotaEffect[];
  cost: CostEstimate | null;
  /** Cost of what is there now, for a change. */
  costBefore: CostEstimate | null;
  approval: ApprovalNeed | null;
  /** Whether it would be accepted as it stands. */
  acceptable: boolean;
  /** Names and addresses that follow from the inputs, to be shown beside them. */
  derived: Array<{ label: string; value: string }>;
};

export type PlanView = {
  hash: string;
  templateVersion: string;
  policyVersion: string;
  items: ItemChange[];
  usage: Usage[];
  notes: string[];
  /** Whether what is there could be read; if not, all is shown as new. */
  observed: boolean;
};

export type ApprovalNeed = {
  /** Sentences that say why, from policies and settings. */
  reasons: string[];
  /** Who may decide, as `leads` of the owning team or members of groups. */
  approvers: { leads: boolean; groups: string[] };
  /** References of the people that were found now. */
  people: string[];
  separationOfDuty: boolean;
};

export type Decision = {
  id: string;
  decision: 'approved' | 'refused' | 'lapsed';
  by: string;
  /** By what they may: `lead of group:default/checkout`. */
  as: string;
  /** Who could have decided at that time. */
  approvers: string[];
  planHash: string;
  reason: string | null;
  at: Instant;
};

export type RequestSummary = {
  id: string;
  kind: string;
  /** `create`, a day-two action's id, `destroy`. */
  action: string;
  title: string;
  state: RequestState;
  cancelReason: CancelReason | null;
  resourceId: string;
  resourceName: string;
  team: string;
  environment: string;
  /** The person, or the subject of the service's token. */
  requestedBy: string;
  /** The person for whom a service asked. */
  onBehalfOf?: string | null;
  requestedAt: Instant;
  updatedAt: Instant;
  /** After which a request that waits is cancelled. */
  expiresAt: Instant | null;
  cost: CostEstimate | null;
  /** Why it was asked for. */
  reason?: string | null;
  /** The last decision, where there was one. */
  decision?: Pick<Decision, 'decision' | 'by' | 'reason' | 'at'> | null;
  /** Whether who asks may decide on it now. */
  mayDecide: boolean;
};

export type RequestDetail = RequestSummary & {
  inputs: JsonObject;
  reason: string | null;
  plan: PlanView | null;
  verdicts: Verdict[];
  quota: QuotaEffect[];
  costBefore: CostEstimate | null;
  approval: ApprovalNeed | null;
  decisions: Decision[];
  steps: StepView[];
  failure: Failure | null;
  /** Answered only to those who may decide and why not otherwise. */
  mayNotDecideBecause: string | null;
  mayCancel: boolean;
  mayRetry: boolean;
  mayRollBack: boolean;
};
