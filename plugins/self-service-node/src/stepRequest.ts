import {
  CostEstimate,
  ItemChange,
  QuotaEffect,
  Verdict,
} from '@slipway/plugin-self-service-common';

/** What a record outside of the portal says of a request. */
export type StepRequest = {
  action: string;
  reason: string | null;
  requestedBy: string;
  /** What was approved; null for a deletion. */
  planHash: string | null;
  /** It is cancelled or rolled back: what is done now is its reverse. */
  takenBack?: boolean;
  facts?: RequestFacts;
};

/**
 * What a request was decided on, and by whom, for whoever decides on it again
 * outside of the portal, such as in a pull request. Texts are as people and
 * policies wrote them: escape them for the place where they are shown.
 */
export type RequestFacts = {
  /** Reference of the person for whom a service asked. */
  onBehalfOf: string | null;
  /** What an approval is bound to; a deletion has one too. */
  planHash: string;
  changes: ItemChange[];
  /** Whether what is there could be read; if not, all is shown as new. */
  observed: boolean;
  verdicts: Verdict[];
  quota: QuotaEffect[];
  /** For a month of 730 hours; null where nothing is left to pay for. */
  cost: CostEstimate | null;
  /** Of what was there before. */
  costBefore: CostEstimate | null;
  /** Null where nobody had to agree. */
  approval: {
    by: string;
    /** By what they may: `lead of group:default/checkout`. */
    as: string;
    reason: string | null;
    at: Date;
  } | null;
};
