import { createHash } from 'node:crypto';
import { z } from 'zod';
import { withoutCredentials } from '@slipway/git';
import { GitSource } from '../config/gitSource';

const gitopsCursorSchema = z.object({
  /** Everything this commit reaches has been delivered. */
  done: z.string().nullable(),
  /** A read that was interrupted: `read` commits up to `last`, on the way to `to`. */
  reading: z
    .object({ to: z.string(), read: z.number(), last: z.string() })
    .nullable(),
  /** Commits of the log so far; the next one's `sequence`. */
  position: z.number(),
  /** `<unreadable blob>:<path>` → the last readable blob before it, or null. */
  standIns: z.record(z.string(), z.string().nullable()),
});

const cursorSchema = z.object({
  format: z.literal(1),
  /** Hash of the configuration it belongs to. */
  configuration: z.string(),
  /** By repository: commits whose whole ancestry has been recorded. */
  histories: z.record(
    z.string(),
    z.object({ tips: z.array(z.string()), head: z.string().nullable() }),
  ),
  /** Entity references that the GitOps repositories have named. */
  services: z.array(z.string()),
  /** By release entry: hash of the tags delivered. */
  releases: z.record(z.string(), z.string()),
  gitops: z.record(z.string(), gitopsCursorSchema),
  /** Hash of the histories when unresolved deployments were last tried. */
  resolvedWith: z.string().nullable(),
});

export type GitCursor = z.infer<typeof cursorSchema>;
export type GitopsCursor = z.infer<typeof gitopsCursorSchema>;

/**
 * What was kept from the last run, if it was for the same configuration. A
 * changed configuration starts from the beginning, which is safe: the same
 * deployments carry the same ids.
 */
export function restoreCursor(
  kept: Record<string, unknown> | undefined,
  source: GitSource,
): GitCursor {
  const configuration = hashConfiguration(source);
  const parsed = cursorSchema.safeParse(kept);
  if (parsed.success && parsed.data.configuration === configuration) {
    return parsed.data;
  }
  return {
    format: 1,
    configuration,
    histories: {},
    services: [],
    releases: {},
    gitops: {},
    resolvedWith: null,
  };
}

export function newGitopsCursor(): GitopsCursor {
  return { done: null, reading: null, position: 0, standIns: {} };
}

/** A renewed token in a URL is no change. */
function hashConfiguration(source: GitSource): string {
  return hash(withoutCredentials(JSON.stringify(source)));
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
