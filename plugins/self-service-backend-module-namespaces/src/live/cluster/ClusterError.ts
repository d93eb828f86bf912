import { CustomErrorBase } from '@backstage/errors';
import { z } from 'zod';

const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().default(''),
  reason: z.string().default(''),
  details: z
    .object({
      name: z.string().optional(),
      group: z.string().optional(),
      kind: z.string().optional(),
      retryAfterSeconds: z.number().optional(),
      causes: z
        .array(
          z.object({
            reason: z.string().default(''),
            message: z.string().default(''),
            field: z.string().default(''),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

export type StatusCause = { reason: string; message: string; field: string };

/** A request that the API server refused, or that did not get an answer. */
export class ClusterError extends CustomErrorBase {
  readonly name = 'ClusterError' as const;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Kubernetes' word for it, such as `AlreadyExists`; may be empty. */
  readonly reason: string;
  readonly causes: StatusCause[];
  /** `GET /api/v1/namespaces/x`: no query, so that it never holds more. */
  readonly request: string;
  readonly retryAfterMs: number | undefined;

  constructor(options: {
    message: string;
    request: string;
    status?: number;
    reason?: string;
    causes?: StatusCause[];
    retryAfterMs?: number;
  }) {
    super(options.message);
    this.status = options.status ?? null;
    this.reason = options.reason ?? '';
    this.causes = options.causes ?? [];
    this.request = options.request;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Reads what the API server said about a request that it did not do. */
export function readClusterError(
  response: {
    status: number;
    text: string;
    headers: Record<string, string | string[] | undefined>;
  },
  request: string,
): ClusterError {
  const parsed = statusSchema.safeParse(parseJson(response.text));
  const status = parsed.success ? parsed.data : undefined;
  const seconds =
    Number(response.headers['retry-after'] ?? Number.NaN) ||
    status?.details.retryAfterSeconds;
  return new ClusterError({
    message: status?.message || shorten(response.text) || 'no reason was given',
    request,
    status: response.status,
    reason: status?.reason,
    causes: status?.details.causes,
    ...(seconds && { retryAfterMs: seconds * 1000 }),
  });
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ClusterError && error.status === 404;
}

/** Whether nothing can be written since the namespace around it is not there. */
export function isNamespaceGone(error: unknown): boolean {
  return (
    error instanceof ClusterError &&
    error.status === 404 &&
    /^namespaces "[^"]*" not found/.test(error.message)
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
