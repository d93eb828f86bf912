import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** How often a request is tried again after a fault that may pass, and how long one may take. */
export type RetryPolicy = {
  attempts: number;
  /** Before the second attempt; doubles each time. */
  firstDelayMs: number;
  timeoutMs: number;
};

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 6,
  firstDelayMs: 250,
  timeoutMs: 60_000,
};

/** The portal answered, and not with what was asked for. */
export class PortalRequestError extends Error {
  override readonly name = 'PortalRequestError';
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** The portal did not answer at all. */
export class PortalUnreachableError extends Error {
  override readonly name = 'PortalUnreachableError';
}

const transientStatuses = new Set([408, 425, 429, 502, 503, 504]);
const longestDelayMs = 8_000;

const remedies: Record<number, string> = {
  401: 'The token is missing or not valid for this portal: use the one in .slipway/cli.json of the portal that answers at this address.',
  403: 'The token may not do this: it needs the permissions of the command line (backend.auth.externalAccess).',
  404: 'This is not the address of a Slipway portal, or the portal is older than this command.',
};

const errorBody = z.object({ error: z.object({ message: z.string() }) });

/** Undefined for what is no JSON, which no expected answer matches. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the answer itself says about its fault. */
function reasonOf(text: string): string {
  const { data } = errorBody.safeParse(parseJson(text));
  return (
    data?.error.message || text.trim().slice(0, 200) || 'no further explanation'
  );
}

function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after'));
  return seconds > 0 ? Math.min(seconds * 1000, longestDelayMs) : undefined;
}

type Attempt =
  | { kind: 'answered'; body: unknown }
  | { kind: 'failed'; error: Error; transient: boolean; waitMs?: number };

/** Calls one portal with one token; every call may be repeated without effect. */
export class PortalClient {
  readonly #url: string;
  readonly #token: string;
  readonly #retry: RetryPolicy;
  readonly #signal: AbortSignal;

  constructor(options: {
    url: string;
    token: string;
    retry?: RetryPolicy;
    /** Ends requests and pauses at once. */
    signal?: AbortSignal;
  }) {
    this.#url = options.url.replace(/\/+$/, '');
    this.#token = options.token;
    this.#retry = options.retry ?? defaultRetryPolicy;
    this.#signal = options.signal ?? new AbortController().signal;
  }

  /**
   * The answer's JSON, checked. Tries again where the network or the portal
   * had a fault that may pass. Throws PortalUnreachableError or
   * PortalRequestError; both name the request; or
   * the reason of the client's signal.
   */
  async request<T>(options: {
    method: 'GET' | 'POST' | 'DELETE';
    path: string;
    body?: unknown;
    answer: z.ZodType<T>;
    /** Overrides the client's number of attempts. */
    attempts?: number;
  }): Promise<T> {
    const attempts = options.attempts ?? this.#retry.attempts;
    for (let count = 1; ; count += 1) {
      const attempt = await this.#attempt(options);
      if (attempt.kind === 'answered') {
        return this.#check(options, attempt.body);
      }
      if (!attempt.transient || count >= attempts) {
        throw attempt.error;
      }
      const delay = this.#retry.firstDelayMs * 2 ** (count - 1);
      await this.pause(attempt.waitMs ?? Math.min(delay, longestDelayMs));
    }
  }

  /** Rejects as soon as the client's signal is aborted. */
  async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#signal });
  }

  async #attempt(options: {
    method: string;
    path: string;
    body?: unknown;
  }): Promise<Attempt> {
    const what = this.#describe(options);
    try {
      const response = await fetch(`${this.#url}${options.path}`, {
        method: options.method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${this.#token}`,
          ...(options.body ? { 'content-type': 'application/json' } : {}),
        },
        body: options.body ? JSON.stringify(options.body) : undefined,
        signal: AbortSignal.any([
          AbortSignal.timeout(this.#retry.timeoutMs),
          this.#signal,
        ]),
      });
      const text = await response.text();
      if (response.ok) {
        return { kind: 'answered', body: parseJson(text) };
      }
      const remedy = remedies[response.status];
      const message = `${what} answered ${response.status}: ${reasonOf(text)}${
        remedy ? ` ${remedy}` : ''
      }`;
      return {
        kind: 'failed',
        error: new PortalRequestError(message, response.status),
        transient: transientStatuses.has(response.status),
        waitMs: retryAfterMs(response),
      };
    } catch (error) {
      this.#signal.throwIfAborted();
      return this.#unreachable(what, error);
    }
  }

  #unreachable(what: string, error: unknown): Attempt {
    // fetch puts the reason (ECONNREFUSED and the like) into the cause.
    const { cause = error } = Object(error) as { cause?: unknown };
    return {
      kind: 'failed',
      error: new PortalUnreachableError(
        `${what} got no answer (${cause}). Is the portal running at this address?`,
        { cause: error },
      ),
      transient: true,
    };
  }

  #describe({ method, path }: { method: string; path: string }): string {
    return `${method} ${this.#url}${path.replace(/\?.*/, '')}`;
  }

  #check<T>(
    options: { method: string; path: string; answer: z.ZodType<T> },
    body: unknown,
  ): T {
    const parsed = options.answer.safeParse(body);
    if (!parsed.success) {
      throw new PortalRequestError(
        `${this.#describe(
          options,
        )} answered something else than expected: ${z.prettifyError(
          parsed.error,
        )}`,
        200,
      );
    }
    return parsed.data;
  }
}
