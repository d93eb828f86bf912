import { JsonObject } from '../domain/json';
import { CancelReason, RequestState, ResourceState } from '../domain/lifecycle';
import { FieldChange, ItemChange, Usage } from '../domain/plan';

/** An instant as ISO 8601 in UTC, e.g. 2026-03-02T09:30:00.000Z. */
export type Instant = string;

/** Of environments, by what is at stake in them. */
export const environmentClasses = [
  'production',
  'staging',
  'development',
  'preview',
] as const;
export type EnvironmentClass = (typeof environmentClasses)[number];

export type EnvironmentView = {
  /** Such as `production` or `dev`; lower-case letters, digits, dashes. */
  name: string;
  class: EnvironmentClass;
  /** The time to live it asks for at creation; null where none is needed. */
  defaultTtl: string | null;
  maximumTtl: string | null;
};

/** A page of a list. `next` is given back as `cursor` for what follows. */
export type ListPage<T> = { items: T[]; total: number; next: string | null };

/* ---- kinds ---- */

export type KindView = {
  id: string;
  title: string;
  description: string;
  /** Newest first; what a new request gets is the first. */
  templateVersions: Array<{ version: string; summary: string }>;
  /** JSON Schema (2020-12) of a request's fields; form, CLI and MCP are made of it. */
  requestSchema: JsonObject;
  /** Fields in the order a person thinks in, with words for the form. */
  fields: FieldView[];
  actions: ActionView[];
};

export type FieldView = {
  name: string;
  label: string;
  help: string;
  /** `text` unless said. `environment`, `team`, `system`, `component`, `target` are chosen from what exists. */
  control:
    | 'text'
    | 'long-text'
    | 'number'
    | 'switch'
    | 'choice'
    | 'duration'
    | 'environment'
    | 'team'
    | 'system'
    | 'component'
    | 'target';
  required: boolean;
  default?: unknown;
  choices?: Array<{ value: string; label: string; help?: string }>;
  placeholder?: string;
};

export type ActionView = {
  /** Such as `change-tier`, `extend`, `destroy`. */
  id: string;
  title: string;
  description: string;
  /** `change` has a plan; `issue` answers with something shown once; `clone` asks for another resource. */
  type: 'change' | 'issue' | 'clone' | 'destroy' | 'time';
  /** Whether it takes something away. */
  dangerous: boolean;
  /** States of the resource in which it is offered. */
  states: ResourceState[];
  inputSchema: JsonObject;
  fields: FieldView[];
};

/* ---- policy ---- */

export const severities = ['deny', 'approval', 'warn'] as const;
export type Severity = (typeof severities)[number];

/** What one policy says of one request. Those that pass are listed too. */
export type Verdict = {
  policy: string;
  title: string;
  severity: Severity;
  /** `waived`: it would not pass, and a waiver that is in force says it may. */
  result: 'pass' | 'fail' | 'waived' | 'error';
  /** What is wrong and how to put it right; empty when it passes. */
  message: string;
  /** The request's field it is about, where there is one. */
  field: string | null;
  /** The item of the plan it is about, where there is one. */
  item: string | null;
  owner: string;
  waiver: { until: string; owner: string; reason: string } | null;
  /** Who may decide, where a policy of severity `approval` says so itself. */
  approvers?: { leads: boolean; groups: string[] };
};

export type PolicyView = {
  name: string;
  title: string;
  description: string;
  severity: Severity;
  owner: string;
  /** The file it was read from. */
  file: string;
  /** YAML as it stands in the file. */
  source: string;
  waivers: Array<{
    match: string;
    until: string;
    owner: string;
    reason: string;
    inForce: boolean;
  }>;
  tests: Array<{
    name: string;
    expect: string;
    passed: boolean;
    detail: string;
  }>;
  /** ValidatingAdmissionPolicy as YAML; null when it asks for more than the object. */
  admissionPolicy: string | null;
};

/* ---- cost and quota ---- */

/** `amount` is a decimal in the currency's main unit, as text; null when a price is not known. */
export type CostEstimate = {
  currency: string;
  /** For a month of 730 hours. */
  amount: string | null;
  lines: Array<{
    sku: string;
    title: string;
    quantity: number;
    unit: string;
    /** Per unit and month; null when the price book has none. */
    unitPrice: string | null;
    amount: string | null;
    source: string | null;
  }>;
  /** Skus without a price: the amount is then a part only, and `amount` is null. */
  unknown: string[];
};

export type PriceView = {
  sku: string;
  title: string;
  unit: string;
  unitPrice: string;
  currency: string;
  validFrom: string;
  source: string;
};

export const quotaScopes = [
  'team',
  'environment-class',
  'cost-center',
] as const;
export type QuotaScope = (typeof quotaScopes)[number];

/** One limit, what of it is in use, and what is left. Paused use counts apart. */
export type QuotaView = {
  id: string;
  scope: QuotaScope;
  /** `group:default/checkout`, `production`, `CC-1001`; `*` is any one. */
  subject: string;
  /** Narrows a team's limit to an environment class; null for all. */
  environmentClass: EnvironmentClass | null;
  metric: string;
  unit: string;
  limit: number;
  used: number;
  paused: number;
  left: number;
  /** Who set it; what a person set can be removed. */
  origin?: 'settings' | 'person';
};

/** What a request would do to a limit that it touches. */
export type QuotaEffect = QuotaView & {
  asked: number;
  /** Used afterwards is over the limit. */
  exceeded: boolean;
};

/* ---- requests ---- */

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

/** Why it stopped, and what a person can do about it. */
export type Failure = {
  step: string;
  cause: string;
  remedy: string;
  at: Instant;
};

export const stepStates = [
  'waiting',
  'running',
  'done',
  'failed',
  'undone',
  'skipped',
] as const;
export type StepState = (typeof stepStates)[number];

export type StepView = {
  key: string;
  title: string;
  state: StepState;
  attempts: number;
  /** What it is waiting for or doing now. */
  message: string | null;
  log: Array<{ at: Instant; text: string }>;
  startedAt: Instant | null;
  endedAt: Instant | null;
  nextAttemptAt: Instant | null;
};

/* ---- resources ---- */

export type Condition = {
  type: string;
  status: 'true' | 'false' | 'unknown';
  reason: string;
  message: string;
  since: Instant;
};

export type ResourceSummary = {
  id: string;
  kind: string;
  name: string;
  state: ResourceState;
  entityRef: string;
  team: string;
  environment: string;
  environmentClass: EnvironmentClass;
  target: string;
  /** Full references of the catalog, where they were given. */
  system: string | null;
  component: string | null;
  costCenter: string | null;
  cost: CostEstimate | null;
  createdAt: Instant;
  updatedAt: Instant;
  expiresAt: Instant | null;
  pinned: boolean;
  protected: boolean;
  /** Sizes and the like, for a list: `Tier: small`. */
  facts: Array<{ label: string; value: string }>;
  sample: boolean;
};

export type ResourceDetail = ResourceSummary & {
  spec: JsonObject;
  requestedBy: string;
  templateVersion: string;
  newestTemplateVersion: string;
  /** Counts up with each accepted change. */
  generation: number;
  observedGeneration: number;
  conditions: Condition[];
  /** Whether the state of the target can be known, and why not. */
  observation: { known: boolean; reason: string | null; at: Instant | null };
  connection: Array<{ label: string; value: string; help?: string }>;
  inventory: InventoryItem[];
  drift: DriftView[];
  failure: Failure | null;
  time: TimeView;
  actions: Array<ActionView & { allowed: boolean; whyNot: string | null }>;
  openRequestId: string | null;
  dependants: Array<{ ref: string; title: string }>;
  /** What keeps a deletion from ending. */
  blockers: Blocker[];
};

export type Blocker = {
  object: string;
  finalizer: string | null;
  message: string;
};

export type InventoryItem = {
  key: string;
  type: string;
  /** As the target names it: `v1/Namespace checkout-dev`. */
  reference: string;
  wave: number;
  state: 'present' | 'removed';
  since: Instant;
};

export const driftModes = ['enforce', 'report', 'ignore'] as const;
export type DriftMode = (typeof driftModes)[number];

export type DriftView = {
  id: string;
  itemKey: string;
  itemType: string;
  field: FieldChange;
  /** The other field manager, where the target says. */
  manager: string | null;
  mode: DriftMode;
  state: 'open' | 'corrected' | 'gone';
  firstSeenAt: Instant;
  lastSeenAt: Instant;
};

export type TimeView = {
  ttl: string | null;
  expiresAt: Instant | null;
  /** When the owners are told. */
  warnAt: Instant | null;
  /** When it is paused, where the kind can be. */
  pauseAt: Instant | null;
  /** When it is deleted if nothing happens. */
  deleteAt: Instant | null;
  extendableUntil: Instant | null;
  pin: { reason: string; by: string; until: Instant | null } | null;
  /** Until when a deletion can be undone. */
  undoUntil: Instant | null;
};

/** Shown once and stored nowhere. */
export type IssuedSecret = {
  title: string;
  /** Such as a kubeconfig. */
  content: string;
  fileName: string;
  expiresAt: Instant;
  help: string;
};

/* ---- audit ---- */

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

/* ---- targets ---- */

export type TargetView = {
  name: string;
  title: string;
  type: 'kubernetes' | 'git';
  /** Kinds that can be made there. */
  kinds: string[];
  /** Environments it serves. */
  environments: string[];
  health: 'reachable' | 'unreachable' | 'unknown';
  message: string;
  version: string | null;
  checkedAt: Instant | null;
  lastEventAt: Instant | null;
  resources: number;
};

/* ---- who asks ---- */

/** A team that something can be asked for. */
export type TeamView = {
  ref: string;
  title: string;
  costCenter: string | null;
  /** Whether the person is a member. */
  mine: boolean;
  /** Whether the person leads it or a group above it. */
  led: boolean;
};

/** What a form needs to know of whoever fills it in, and what there is to choose. */
export type ContextView = {
  person: { ref: string; groups: string[]; led: string[]; platform: boolean };
  teams: TeamView[];
  targets: TargetView[];
  environments: EnvironmentView[];
  mayRequest: boolean;
  mayAudit: boolean;
  mayAdmin: boolean;
};

/** The answer to a day-two action. */
export type ActionResult = {
  /** Absent where the action asks for no change: something issued, a pin. */
  request?: RequestDetail;
  resource: ResourceDetail;
  issued?: IssuedSecret;
};

/* ---- previews ---- */

/** The environment of a pull request, and why there is none where one is wanted. */
export type PreviewView = {
  id: string;
  /** Owner and name: `acme/shop`. */
  repository: string;
  number: number;
  title: string;
  link: string | null;
  component: string;
  team: string;
  /** What the pull request is. */
  pullRequest: 'open' | 'closed';
  resourceId: string | null;
  resourceName: string | null;
  resourceState: ResourceState | null;
  /** Where it answers, as the settings say. */
  address: string | null;
  cost: CostEstimate | null;
  expiresAt: Instant | null;
  problem: string | null;
  updatedAt: Instant;
};
