import { ResourceState } from '../domain/lifecycle';
import { CostEstimate } from './costs';
import { Instant } from './shared';

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
