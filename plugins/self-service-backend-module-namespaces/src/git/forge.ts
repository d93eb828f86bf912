/** A proposal on a forge, as far as a request needs to know it. */
export type PullRequest = {
  number: number;
  url: string;
  state: 'open' | 'merged' | 'closed';
  /** Who merged it, as the forge calls them. */
  mergedBy: string | null;
};

/** Where branches become pull requests. */
export type Forge = {
  /** The open one of a branch, else its newest. */
  find(branch: string, signal: AbortSignal): Promise<PullRequest | undefined>;
  /** Opens one, or answers with the one that is open already. */
  open(options: {
    branch: string;
    base: string;
    title: string;
    body: string;
    signal: AbortSignal;
  }): Promise<PullRequest>;
  /** Closes one that is open, without merging. */
  close(pullRequest: PullRequest, signal: AbortSignal): Promise<void>;
};
