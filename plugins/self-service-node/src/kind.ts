import {
  Condition,
  DriftMode,
  EnvironmentClass,
  FieldChange,
  FieldView,
  IssuedSecret,
  JsonObject,
  Plan,
  PlanItem,
  ResourceState,
  TargetView,
} from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { StepRequest } from './stepRequest';

/** Which thing it is: what the engine knows of a resource of any kind. */
export type ResourceIdentity = {
  id: string;
  kind: string;
  name: string;
  /** Full reference of the owning group. */
  team: string;
  environment: string;
  environmentClass: EnvironmentClass;
  /** Name of the target it is made in. */
  target: string;
  costCenter: string | null;
  /** Full references, where they were given. */
  system: string | null;
  component: string | null;
};

/** A resource as it is wanted. `spec` is what the kind's schema gave. */
export type DesiredResource<Spec = JsonObject> = ResourceIdentity & {
  spec: Spec;
  templateVersion: string;
  /** Asleep: there, and using nothing that can be given back. */
  paused: boolean;
  adoption: AdoptionMode;
};

/**
 * What to do with something of that name that is already there and not ours:
 * refuse, take it over when it is as we would make it, or take it over.
 */
export const adoptionModes = ['never', 'if-identical', 'always'] as const;
export type AdoptionMode = (typeof adoptionModes)[number];

/** What was made, as the inventory keeps it. Deletion needs nothing else. */
export type InventoryEntry = {
  key: string;
  type: string;
  /** For people: `v1/Namespace checkout-dev`. */
  reference: string;
  wave: number;
  /** For the kind: whatever it needs to find and remove it. Never a secret. */
  identity: JsonObject;
};

/** An item as it is at the target. */
export type ObservedItem = {
  key: string;
  /** Null when it is not there. */
  actual: JsonObject | null;
  /** Whether it bears this resource's mark. */
  ours: boolean;
  /** Who else wrote which field: dotted path → field manager. */
  managers: Record<string, string>;
};

export type Observation =
  | {
      known: true;
      items: ObservedItem[];
      conditions: Array<Omit<Condition, 'since'>>;
      /** The last sign of use, for extension by activity. */
      activeAt?: Date;
    }
  /** Nothing can be read there, with the reason in a sentence. */
  | { known: false; reason: string };

export type StepContext<Spec = JsonObject> = {
  resource: DesiredResource<Spec>;
  /** Null while something is taken down: deletion needs no plan. */
  plan: Plan | null;
  requestId: string;
  /** What a record outside of the portal says of it; absent for a correction of drift. */
  request?: StepRequest;
  inventory: InventoryEntry[];
  /** What earlier steps of this request gave. */
  outputs: Record<string, JsonObject>;
  /** Aborted when the lease is lost or the replica stops. */
  signal: AbortSignal;
  now(): Date;
  /** One line for the timeline of the page; stored. Never a secret. */
  log(text: string): void;
  /**
   * Call it right before an effect that must not happen twice.
   *
   * @throws LeaseLostError when another replica has taken over
   */
  assertLease(): Promise<void>;
};

export type StepResult =
  | {
      done: true;
      output?: JsonObject;
      /** Added to or replaced in the inventory, in the journal's transaction. */
      inventory?: InventoryEntry[];
      /** Keys of inventory entries that are gone. */
      removed?: string[];
    }
  /** Not an error: looked at again later. */
  | {
      done: false;
      waitingFor: string;
      retryAfterMs?: number;
      /**
       * From `check` of a step that cannot be repeated: it was certainly never
       * done, so that it may be done although it was intended before a crash.
       */
      neverHappened?: boolean;
    };

/**
 * One piece of work. `check` looks whether it is done already and changes
 * nothing; `do` does it. Both may run any number of times, in any replica: a
 * step that cannot be repeated says so, and then the engine records the
 * intention before `do`, and after a crash asks `check` alone; when `check`
 * cannot tell, the step fails and a person decides.
 */
export type Step<Spec = JsonObject> = {
  /** Stable and unique within the request. */
  key: string;
  title: string;
  /** False: must not be done twice. */
  repeatable: boolean;
  check(context: StepContext<Spec>): Promise<StepResult>;
  do(context: StepContext<Spec>): Promise<StepResult>;
  /**
   * What `do` may leave behind, as far as that is known beforehand. It is put
   * in the inventory before `do`, so that a crash in the middle leaks nothing.
   */
  inventory?: InventoryEntry[];
  /**
   * Takes back what it did, also when it did nothing or half of it. Asked when
   * a creation is cancelled or rolled back, before `destroy` of what is left;
   * a change is rolled back by the steps of the plan before it.
   */
  undo?(context: StepContext<Spec>): Promise<StepResult>;
};

/** Where resources are made: a cluster, a Git repository, a database server. */
export type Target = {
  name: string;
  title: string;
  type: TargetView['type'];
  kinds: string[];
  /** Names of environments that it serves, the first target wins by default. */
  environments: string[];
  /** Never throws: what is wrong is part of the answer. */
  checkHealth(
    signal: AbortSignal,
  ): Promise<
    Pick<TargetView, 'health' | 'message' | 'version' | 'lastEventAt'>
  >;
};

/** What the engine lends to a kind that watches its targets. */
export type KindHost = {
  /** Says that a resource may have changed; cheap, may be called often. */
  wake(resourceId: string): void;
  /** Standing resources of this kind, a page at a time. */
  listResources(options: {
    target?: string;
    after?: string;
    limit: number;
  }): Promise<
    Array<{ resource: DesiredResource; inventory: InventoryEntry[] }>
  >;
};

/** A change to an existing resource. All but `id` and `title` follow from its type. */
export type DayTwoAction<Spec = JsonObject> = {
  id: string;
  title: string;
  description: string;
  dangerous?: boolean;
  states: ResourceState[];
  /** The kind's own words for the fields of `schema`. */
  schema: z.ZodObject;
  fields?: Record<string, Partial<FieldView>>;
  /** Why it cannot be done for this one, in a sentence; undefined when it can. Pure. */
  whyNot?(resource: DesiredResource<Spec>): string | undefined;
} & (
  | {
      type: 'change';
      /** Pure. What is wanted afterwards; the engine plans, judges and asks. */
      change(
        resource: DesiredResource<Spec>,
        input: JsonObject,
      ): Partial<Pick<DesiredResource<Spec>, 'spec' | 'paused'>>;
    }
  | {
      type: 'issue';
      /** Makes something that is shown once. The engine audits that, not what. */
      issue(options: {
        resource: DesiredResource<Spec>;
        input: JsonObject;
        /** Who asks. */
        userRef: string;
        signal: AbortSignal;
      }): Promise<IssuedSecret>;
    }
);

/**
 * A kind of resource. Fill it in and hand it to
 * `selfServiceExtensionPoint.addKind`; the form, the API, the command line, the
 * agents' tools, judgement, approval, quota, journal, drift, expiry, audit and
 * catalog entity are the engine's.
 */
export type Kind<Spec = JsonObject> = {
  /** Lower-case letters, digits and dashes: `namespace`. */
  id: string;
  title: string;
  description: string;
  /**
   * The kind's own fields. Name, team, environment, target, cost center,
   * system, component, time to live and adoption are added by the engine.
   */
  schema: z.ZodObject;
  /** Words for the form, by field; order is that of the schema. */
  fields: Record<string, Partial<FieldView>>;
  /** Newest first. A resource keeps its version until it is upgraded. */
  templateVersions: Array<{ version: string; summary: string }>;
  /** What is wrong with a name and how to put it right; undefined when nothing. */
  checkName(name: string): string | undefined;
  /** Pure. The same for equal inputs. Throws InputError for a version it does not know. */
  plan(resource: DesiredResource<Spec>): Plan;
  /** Short facts for lists: `Tier: small`. */
  facts(
    resource: DesiredResource<Spec>,
  ): Array<{ label: string; value: string }>;
  /** Names that follow from the inputs, shown beside the form. */
  derive?(
    resource: DesiredResource<Spec>,
  ): Array<{ label: string; value: string }>;
  /** How to reach it, for its page. No secrets. */
  connect?(
    resource: DesiredResource<Spec>,
  ): Array<{ label: string; value: string; help?: string }>;
  /**
   * The steps from what is there to the plan: for the first time, for a change,
   * for a roll-back. `context.plan` is set. Items in the inventory that the plan
   * no longer has are to be removed.
   */
  steps(context: StepContext<Spec>): Step<Spec>[];
  /** The steps to nothing, from the inventory alone, in descending waves. */
  destroy(context: StepContext<Spec>): Step<Spec>[];
  /** Reads what is there: the items of the plan and of the inventory. */
  observe(options: {
    resource: DesiredResource<Spec>;
    plan: Plan;
    inventory: InventoryEntry[];
    signal: AbortSignal;
  }): Promise<Observation>;
  /** What keeps a deletion from ending: which object, which finalizer. */
  findBlockers?(options: {
    resource: DesiredResource<Spec>;
    inventory: InventoryEntry[];
    signal: AbortSignal;
  }): Promise<
    Array<{ object: string; finalizer: string | null; message: string }>
  >;
  /** How a field that differs is treated; the first rule that matches wins. */
  drift: {
    default: DriftMode;
    /** `path` is dotted and may end in `.*`; `type` is the item's or `*`. */
    rules: Array<{ type: string; path: string; mode: DriftMode }>;
    /** Puts one item back. */
    restore(
      context: StepContext<Spec>,
      item: PlanItem,
    ): Promise<InventoryEntry>;
  };
  /** Whether it can be put to sleep and what for; see `paused`. */
  pausable: boolean;
  /** Whether something that exists can be taken over. */
  adoptable: boolean;
  /** What is told from what is there, where it is to be taken over. Pure. */
  takeOver?: {
    /** Whether a field only says whose something is: setting it does no harm. */
    isMark(change: FieldChange): boolean;
    /**
     * Why the item may not be taken over, whoever asks, in half a sentence such
     * as `belongs to the team finance`; undefined when it may.
     */
    whyNot(item: PlanItem, actual: JsonObject): string | undefined;
  };
  /** For a clone in another environment: what of the spec does not go along. */
  cloneSpec?(resource: DesiredResource<Spec>): Spec;
  actions: DayTwoAction<Spec>[];
  /** Runs in every replica until the signal: list and watch, wake what changed. */
  start?(host: KindHost, signal: AbortSignal): void;
};
