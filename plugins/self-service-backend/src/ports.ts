import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AuditRecord,
  CostDemand,
  CostEstimate,
  EnvironmentView,
  PolicyView,
  PriceView,
  Verdict,
} from '@slipway/plugin-self-service-common';
import { Kind, PolicyInput, Target } from '@slipway/plugin-self-service-node';
import { Knex } from 'knex';
import { SelfServiceSettings } from './settings';

/**
 * What the use cases need, wired once in plugin.ts. Each part is a small
 * interface with one implementation in a folder of its own; tests of a use case
 * use the real ones on a real database.
 */
export type Engine = {
  knex: Knex;
  settings: SelfServiceSettings;
  kinds: Kinds;
  directory: Directory;
  policies: Policies;
  prices: Prices;
  audit: AuditLog;
  wakeUps: WakeUps;
  announcer: Announcer;
  logger: LoggerService;
  now(): Date;
  newId(): string;
};

/**
 * Who asks, as the edge knows them. A service (a token of the installation) may
 * ask for any team and for a person; then both are recorded.
 */
export type Caller = {
  /** Entity reference of a user, or the subject of a service's token. */
  ref: string;
  type: 'user' | 'service';
  /** Reference of the person a service asks for. */
  onBehalfOf: string | null;
  /** Has the permission self-service.admin: may act for any team. */
  admin: boolean;
};

/** Kinds and targets that modules have added. */
export type Kinds = {
  /** @throws NotFoundError that lists the known ones */
  get(id: string): Kind;
  list(): Kind[];
  /** @throws NotFoundError that lists the known ones */
  target(name: string): Target;
  targets(): Target[];
  /** The target of a kind for an environment when none is named. */
  defaultTarget(kind: string, environment: string): Target | undefined;
  environments(): EnvironmentView[];
};

/** People and ownership, from the catalog. Answers are at most 30 s old. */
export type Directory = {
  /** Undefined when there is no such group. */
  team(ref: string): Promise<Team | undefined>;
  listTeams(): Promise<Team[]>;
  person(userRef: string): Promise<Person>;
  /** Those of permission.slipway.platformGroups, as full references. */
  platformGroups(): readonly string[];
  /** Whether the catalog has this entity, and who owns it. */
  entity(
    ref: string,
  ): Promise<{ ref: string; title: string; owner: string | null } | undefined>;
  /** References of entities that depend on this one. */
  dependants(ref: string): Promise<Array<{ ref: string; title: string }>>;
};

export type Team = {
  ref: string;
  title: string;
  /** From slipway.dev/cost-center; null when it has none. */
  costCenter: string | null;
  /** Who leads it or a group above it; nearest first. */
  leads: string[];
  members: string[];
};

export type Person = {
  ref: string;
  groups: string[];
  /** Groups that the person leads, with those below them. */
  led: string[];
  /** A member of a group of permission.slipway.platformGroups. */
  platform: boolean;
};

export type { PolicyInput } from '@slipway/plugin-self-service-node';

export type Policies = {
  /** Hash over all files: part of what an approval is bound to. */
  version(): string;
  /** Never throws; see judge of self-service-node. */
  judge(input: PolicyInput): Promise<Verdict[]>;
  /** With their tests and waivers, as of now. */
  views(): PolicyView[];
  /** Those that a cluster can check itself, as ValidatingAdmissionPolicy. */
  admissionYaml(): string;
};

export type Prices = {
  /** Exact decimals. What has no price is named and makes the amount null. */
  estimate(demands: CostDemand[], at: Date): CostEstimate;
  list(): PriceView[];
};

export type NewAuditRecord = Omit<
  AuditRecord,
  'sequence' | 'at' | 'previousHash' | 'hash'
>;

export type AuditLog = {
  /**
   * In the transaction of what it is about, so that neither is there without
   * the other. Holds the head of the chain until that transaction ends: call it
   * last.
   */
  append(
    trx: Knex,
    record: Partial<NewAuditRecord> & Pick<NewAuditRecord, 'event' | 'actor'>,
  ): Promise<void>;
};

export type WakeUps = {
  /**
   * Has the reconciler look at a resource now. Sets the row's next_run_at and
   * puts a job in the queue in the same transaction. Never for later: while
   * somebody works on a resource its next_run_at says no more than whether it
   * was woken since, and who works on it decides when it is due next.
   */
  wake(trx: Knex, resourceId: string): Promise<void>;
  /** As `wake`, for many at once. */
  wakeAll(trx: Knex, resourceIds: string[]): Promise<void>;
  /** Jobs alone, for resources that are due then by their rows. */
  enqueue(trx: Knex, resourceIds: string[], due: Date): Promise<void>;
};

/** Tells people and open pages. Failing to is logged and changes nothing. */
export type Announcer = {
  /** A signal to every open page that shows this resource or request. */
  changed(change: { resourceId: string; requestId?: string }): void;
  /** A notification, once per topic and recipient. */
  notify(message: {
    recipients: string[];
    title: string;
    description: string;
    link: string;
    severity: 'low' | 'normal' | 'high';
    topic: string;
  }): Promise<void>;
};
