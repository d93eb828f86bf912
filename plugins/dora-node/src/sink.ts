import { CommitRecord, DeploymentDelivery } from '@slipway/plugin-dora-common';

/** A deployment that a source delivered and whose version resolved to no commit. */
export type UnresolvedDeployment = Omit<DeploymentDelivery, 'commit'>;

/**
 * Where a source puts what it reads. The backend writes to its own tables, the
 * CLI calls the public ingest; both behave the same, and every call may be
 * repeated without effect.
 */
export interface DoraSink {
  /** At most 1000 deliveries a call. */
  deliver(options: {
    source: string;
    sample?: boolean;
    deliveries: DeploymentDelivery[];
  }): Promise<{ accepted: number; duplicates: number }>;

  /** At most 5000 commits a call, in any order. */
  recordHistory(options: {
    repository: string;
    sample?: boolean;
    commitUrl?: string;
    head?: string;
    commits: CommitRecord[];
  }): Promise<{ added: number; known: number }>;

  /** Deployments of this source that wait for a commit, oldest first. */
  listUnresolved(options: {
    source: string;
    offset: number;
    limit: number;
  }): Promise<UnresolvedDeployment[]>;

  /** What `saveCursor` kept for this source; undefined before its first run. */
  readCursor(source: string): Promise<Record<string, unknown> | undefined>;

  saveCursor(source: string, cursor: Record<string, unknown>): Promise<void>;
}
