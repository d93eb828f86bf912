import { JsonObject } from '../domain/json';
import { ResourceState } from '../domain/lifecycle';
import { CostEstimate, CostSum } from './costs';
import { DriftView } from './drift';
import { EnvironmentClass } from './environments';
import { ActionView } from './kinds';
import { Instant, ListPage } from './shared';
import { Failure } from './steps';

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

/** A page of them; `cost` is of all that fit, not of the page alone. */
export type ResourceList = ListPage<ResourceSummary> & { cost: CostSum };

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
