import { JsonObject } from '@slipway/plugin-self-service-common';

/** What rules may look at. All of it is shown to whoever writes one. */
export type PolicyInput = {
  kind: string;
  action: string;
  /**
   * Of an action that is done at once and waits for nobody, such as an extension
   * or a secret: only policies that name the action are asked. Not for rules.
   */
  atOnce?: boolean;
  /**
   * The request's fields, common and own, as they were checked; one that was
   * left open and has no default is not there. With `reason` and `paused`.
   */
  request: JsonObject;
  /** What is there now; null for something new. */
  current: JsonObject | null;
  /** {ref, title, exists, costCenter or null}. */
  team: JsonObject;
  /** {ref, type, onBehalfOf or null, groups, led, platform}. */
  requester: JsonObject;
  /** {name, class, defaultTtl or null, maximumTtl or null}. */
  environment: JsonObject;
  /** The rendered items: [{key, type, desired}]. */
  items: JsonObject[];
  /**
   * For a month: {currency, amount, before, unknown: [sku], teamCommitted,
   * teamUnknown}. An amount is null when not all of its prices are known.
   */
  cost: JsonObject;
  /** [{scope, subject, metric, limit, used, asked, left, exceeded}]. */
  quota: JsonObject[];
  costCenters: string[];
  now: Date;
};
