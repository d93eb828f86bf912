import { z } from 'zod';

/**
 * What may be sent to the public ingest. Everything that becomes a number
 * enters here: the Git source, the sample company and any pipeline that calls
 * `POST /api/dora/deliveries`.
 */

const instant = z.iso.datetime({ offset: true });

/** A full SHA-1 or SHA-256 object name, lower case. */
export const commitSha = z
  .string()
  .regex(
    /^([0-9a-f]{40}|[0-9a-f]{64})$/,
    'must be a full commit SHA (40 or 64 lower-case hexadecimal digits)',
  );

/** `component:default/checkout`, lower case, all three parts present. */
export const fullEntityRef = z
  .string()
  .max(400)
  .regex(
    /^[a-z0-9]+:[a-z0-9-_.]+\/[a-z0-9-_.]+$/,
    'must be a full entity reference in lower case, such as component:default/checkout',
  );

export const explicitChangeSchema = z.strictObject({
  sha: commitSha,
  committedAt: instant,
  authoredAt: instant.optional(),
  mergedAt: instant.optional(),
  title: z.string().max(500).optional(),
  url: z.url().max(2000).optional(),
});

/**
 * One deployment of one service to one environment, as its source saw it.
 *
 * `id` is the delivery's own id: sending it again is a no-op. `key` is the
 * deployment's natural key in that source: a later delivery (by `occurredAt`)
 * with the same key replaces what the earlier said; at the same instant,
 * what is known replaces what is unknown.
 */
export const deploymentDeliverySchema = z.strictObject({
  id: z.string().min(1).max(500),
  kind: z.literal('deployment'),
  key: z.string().min(1).max(500),
  occurredAt: instant,
  service: fullEntityRef,
  environment: z.string().min(1).max(200),
  version: z.string().min(1).max(500),
  status: z
    .enum(['started', 'succeeded', 'failed', 'cancelled'])
    .default('succeeded'),
  startedAt: instant.optional(),
  finishedAt: instant.optional(),
  /** Position within the source, for deployments that finished in the same second. */
  sequence: z.number().int().nonnegative().optional(),
  /** The repository whose history holds `commit` (see recordHistory). */
  repository: z.string().min(1).max(1000).optional(),
  /** The commit that was deployed; absent when the version resolves to none. */
  commit: commitSha.optional(),
  /** The exact changes, for sources that know them; takes the place of the commit graph. */
  changes: z.array(explicitChangeSchema).max(5000).optional(),
  title: z.string().max(500).optional(),
  url: z.url().max(2000).optional(),
});

export const deliveryBatchSchema = z.strictObject({
  source: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,62}$/,
      'must be 1 to 63 lower-case letters, digits or dashes',
    ),
  /** Marks everything in the batch as sample data. */
  sample: z.boolean().default(false),
  deliveries: z.array(deploymentDeliverySchema).min(1).max(1000),
});

export const commitRecordSchema = z.strictObject({
  sha: commitSha,
  parents: z.array(commitSha).max(100),
  authoredAt: instant,
  committedAt: instant,
  subject: z.string().max(500),
});

/** Commits of one repository, in any order and any number of batches. */
export const historyBatchSchema = z.strictObject({
  repository: z.string().min(1).max(1000),
  sample: z.boolean().default(false),
  /** `{sha}` is replaced; how a change links to its commit. */
  commitUrl: z.string().max(2000).optional(),
  /** The tip of the default branch, from which merge times are read. */
  head: commitSha.optional(),
  commits: z.array(commitRecordSchema).max(5000),
});

export type DeploymentDelivery = z.input<typeof deploymentDeliverySchema>;
export type ParsedDelivery = z.output<typeof deploymentDeliverySchema>;
export type ExplicitChange = z.output<typeof explicitChangeSchema>;
export type DeliveryBatch = z.input<typeof deliveryBatchSchema>;
export type CommitRecord = z.output<typeof commitRecordSchema>;
export type HistoryBatch = z.input<typeof historyBatchSchema>;

/** What the ingest did with a batch. */
export type DeliveryReceipt = {
  accepted: number;
  /** Delivery ids that were stored before; they change nothing. */
  duplicates: number;
};

export type HistoryReceipt = { added: number; known: number };
