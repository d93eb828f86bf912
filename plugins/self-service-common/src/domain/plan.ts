import { JsonObject } from './json';

/**
 * One object, statement or file that a resource is made of. Items of a lower
 * wave are applied first and removed last.
 */
export type PlanItem = {
  /** Stable within the resource, such as `ResourceQuota/compute`. */
  key: string;
  /** The field's word for it: `Namespace`, `Role`, `Database`. */
  type: string;
  title: string;
  wave: number;
  /** What it has to be. Only fields named here are ours. Never a secret. */
  desired: JsonObject;
};

/** A quantity that a price book entry and a quota may be about, e.g. 4 GiB. */
export type Usage = {
  /** Such as `namespaces`, `cpu`, `memory`. */
  metric: string;
  /** Such as `namespace`, `core`, `GiB`. */
  unit: string;
  quantity: number;
};

/** A line of the estimate before it has a price: so much of something. */
export type CostDemand = {
  /** The price book's name, such as `kubernetes.cpu`. */
  sku: string;
  title: string;
  unit: string;
  /** For a month of 730 hours. */
  quantity: number;
};

/**
 * What a kind says a request comes to: pure, and the same for equal inputs.
 */
export type Plan = {
  templateVersion: string;
  items: PlanItem[];
  /** Reserved before anything is applied. */
  usage: Usage[];
  demands: CostDemand[];
  /** What a person should know before approving, in one sentence each. */
  notes: string[];
};

/** One field that differs. `path` is dotted, list elements by `[key]`. */
export type FieldChange = {
  path: string;
  before?: unknown;
  after?: unknown;
};

export type ItemOperation = 'create' | 'update' | 'remove' | 'none';

/** What a plan would do to one item, readable as a diff. */
export type ItemChange = {
  key: string;
  type: string;
  title: string;
  wave: number;
  operation: ItemOperation;
  fields: FieldChange[];
  /** YAML before and after; null where there is nothing. */
  before: string | null;
  after: string | null;
};
