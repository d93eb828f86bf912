import { EnvironmentClass } from './environments';

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
