import {
  Blocker,
  CancelReason,
  Condition,
  CostEstimate,
  DriftMode,
  EnvironmentClass,
  Failure,
  ItemChange,
  JsonObject,
  JsonValue,
  Plan,
  QuotaEffect,
  RequestState,
  ResourceState,
  StepState,
  Verdict,
  ApprovalNeed,
} from '@slipway/plugin-self-service-common';
import {
  AdoptionMode,
  DesiredResource,
} from '@slipway/plugin-self-service-node';

/** Rows as PostgreSQL gives them: timestamps as Date, bigint as text. */
export type ResourceRow = {
  id: string;
  kind: string;
  name: string;
  target: string;
  team: string;
  environment: string;
  environment_class: EnvironmentClass;
  cost_center: string | null;
  system: string | null;
  component: string | null;
  state: ResourceState;
  version: number;
  generation: number;
  observed_generation: number;
  spec: JsonObject;
  template_version: string;
  plan_hash: string | null;
  paused: boolean;
  protected: boolean;
  adoption: AdoptionMode;
  sample: boolean;
  requested_by: string;
  cost: CostEstimate | null;
  conditions: Condition[];
  observation: { known: boolean; reason: string | null; at: string } | null;
  blockers: Blocker[];
  failure: Failure | null;
  created_at: Date;
  updated_at: Date;
  ttl: string | null;
  /** Null until it may be made. */
  lives_since: Date | null;
  expires_at: Date | null;
  last_active_at: Date | null;
  acted_key: string | null;
  expiry_stage: 'none' | 'warned' | 'paused' | 'grace';
  /** Null while the stage is `none`. */
  expiry_stage_since: Date | null;
  pin: { reason: string; by: string; until: string | null } | null;
  undo_until: Date | null;
  state_before_expiring: ResourceState | null;
  lease_holder: string | null;
  lease_until: Date | null;
  fence: string;
  next_run_at: Date | null;
  attempts: number;
};

export type RequestRow = {
  id: string;
  resource_id: string;
  kind: string;
  action: string;
  title: string;
  state: RequestState;
  version: number;
  inputs: JsonObject;
  desired: DesiredResource;
  previous: DesiredResource | null;
  reason: string | null;
  plan: Plan | null;
  changes: ItemChange[];
  observed: boolean;
  plan_hash: string;
  policy_version: string;
  approved_hash: string | null;
  verdicts: Verdict[];
  quota: QuotaEffect[];
  cost: CostEstimate | null;
  cost_before: CostEstimate | null;
  approval: ApprovalNeed | null;
  requested_by: string;
  on_behalf_of: string | null;
  idempotency_key: string | null;
  asked_hash: string | null;
  requested_at: Date;
  updated_at: Date;
  expires_at: Date | null;
  /** When those who can decide are told again; null once they were. */
  remind_at: Date | null;
  cancel_reason: CancelReason | null;
  failure: Failure | null;
};

export type StepRow = {
  request_id: string;
  phase: 'do' | 'undo';
  key: string;
  position: number;
  title: string;
  state: StepState;
  input_hash: string;
  attempts: number;
  intended_at: Date | null;
  issued_at: Date | null;
  /** Since when each try ended in a problem. */
  failing_since: Date | null;
  /** Tries in a row that came to no end, since their process died. */
  unfinished: number;
  fence: string;
  output: JsonObject | null;
  message: string | null;
  log: Array<{ at: string; text: string }>;
  started_at: Date | null;
  ended_at: Date | null;
  next_attempt_at: Date | null;
};

export type InventoryRow = {
  resource_id: string;
  key: string;
  type: string;
  reference: string;
  wave: number;
  identity: JsonObject;
  state: 'present' | 'removed';
  since: Date;
};

export type DriftRow = {
  id: string;
  resource_id: string;
  item_key: string;
  item_type: string;
  path: string;
  desired: JsonValue;
  actual: JsonValue;
  manager: string | null;
  mode: DriftMode;
  state: 'open' | 'corrected' | 'gone';
  first_seen_at: Date;
  last_seen_at: Date;
};

export type ReservationRow = {
  resource_id: string;
  metric: string;
  unit: string;
  /** Decimal as text. */
  quantity: string;
  paused: boolean;
  team: string;
  environment_class: EnvironmentClass;
  cost_center: string | null;
};

/** The wanted resource that a row stands for. */
export function toDesiredResource(row: ResourceRow): DesiredResource {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    team: row.team,
    environment: row.environment,
    environmentClass: row.environment_class,
    target: row.target,
    costCenter: row.cost_center,
    system: row.system,
    component: row.component,
    spec: row.spec,
    templateVersion: row.template_version,
    paused: row.paused,
    adoption: row.adoption,
  };
}
