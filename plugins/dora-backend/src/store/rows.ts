/** Rows as PostgreSQL gives them; see migrations/ for what each column means. */

export type DeploymentRow = {
  id: string;
  source: string;
  natural_key: string;
  delivery_id: string;
  occurred_at: Date;
  service_ref: string;
  raw_environment: string;
  environment: string | null;
  version: string;
  status: 'started' | 'succeeded' | 'failed' | 'cancelled';
  started_at: Date | null;
  finished_at: Date;
  sequence: string | number;
  repository: string | null;
  commit_sha: string | null;
  changes: StoredChange[] | null;
  title: string | null;
  url: string | null;
  sample: boolean;
};

export type StoredChange = {
  sha: string;
  committedAt: string;
  authoredAt?: string;
  mergedAt?: string;
  title?: string;
  url?: string;
};

export type ProjectedDeploymentRow = {
  id: string;
  service_ref: string;
  owner_ref: string | null;
  environment: string;
  finished_at: Date;
  position: number;
  version: string;
  previous_version: string | null;
  range: string;
  changes: number;
  failed: boolean;
  recovered_by: string | null;
  recovery_seconds: number | null;
  rollback: boolean;
  rolls_back: string | null;
  rework: boolean;
  sample: boolean;
  fingerprint: string;
};

export type ProjectedChangeRow = {
  deployment_id: string;
  repository: string;
  sha: string;
  title: string;
  url: string | null;
  authored_at: Date | null;
  committed_at: Date;
  merged_at: Date | null;
  deployed_at: Date;
  service_ref: string;
  owner_ref: string | null;
  environment: string;
  sample: boolean;
};

/** A service in one environment whose projection is out of date. */
export type Touched = { serviceRef: string; environment: string };
