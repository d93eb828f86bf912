import { Instant } from './shared';

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
