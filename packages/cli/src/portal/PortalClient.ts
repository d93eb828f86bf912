import { CliContext } from '../context';
import { CommandError, UsageError } from '../errors';
import { Connection } from './connection';
import { piecesOf, readLines } from './readLines';

export type Query = Record<string, string | number | undefined>;

type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Query;
  body?: unknown;
};

const attempts = 5;
const firstPause = 500;
const longestPause = 20_000;
const requestTimeout = 5 * 60_000;
const passing = new Set([408, 425, 429, 502, 503, 504]);

/**
 * Calls the API of one of the portal's plugins. Each call may be repeated without effect, so one
 * that fails for a reason that may pass is tried again, a few times.
 */
export class PortalClient {
  constructor(
    private readonly context: CliContext,
    private readonly connection: Connection,
    /** Whose API: the plugin's id. */
    private readonly plugin: 'dora' | 'self-service' = 'dora',
  ) {}

  /** Where the portal is, for links. */
  get url(): string {
    return this.connection.url.replace(/\/$/, '');
  }

  /** A text as it comes, such as NDJSON or YAML. */
  async getText(path: string, query: Query = {}): Promise<string> {
    const response = await this.fetchWithRetries({
      method: 'GET',
      path,
      query,
    });
    const text = await response.text();
    if (!response.ok) {
      throw failure(response, text, this.connection.url);
    }
    return text;
  }

  /** The lines of a text of any length, as they come. */
  async *getLines(path: string, query: Query = {}): AsyncGenerator<string> {
    const response = await this.fetchWithRetries({
      method: 'GET',
      path,
      query,
    });
    if (!response.ok || !response.body) {
      throw failure(response, await response.text(), this.connection.url);
    }
    try {
      yield* readLines(piecesOf(response.body));
    } catch (error) {
      this.context.signal.throwIfAborted();
      throw new CommandError(
        `${this.connection.url} stopped in the middle (${causeOf(
          error,
        )}). Run the same command again.`,
        { cause: error },
      );
    }
  }

  /** The answer must be an object with `keys`, or the portal is another version. */
  async get<T extends object>(
    path: string,
    keys: (keyof T & string)[],
    query: Query = {},
  ): Promise<T> {
    return this.call<T>({ method: 'GET', path, query }, keys);
  }

  async send<T extends object>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    keys: (keyof T & string)[],
    body?: unknown,
  ): Promise<T> {
    return this.call<T>({ method, path, body }, keys);
  }

  private async call<T extends object>(
    call: Call,
    keys: (keyof T & string)[],
  ): Promise<T> {
    const response = await this.fetchWithRetries(call);
    const text = await response.text();
    if (!response.ok) {
      throw failure(response, text, this.connection.url);
    }
    const answer = text === '' ? {} : parseJson(text);
    if (!hasKeys<T>(answer, keys)) {
      throw new CommandError(
        `${this.connection.url} answered something else than a Slipway portal of this version does. Check the address.`,
      );
    }
    return answer;
  }

  private async fetchWithRetries(call: Call): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const pause = Math.min(firstPause * 3 ** (attempt - 1), longestPause);
      try {
        const response = await this.fetchOnce(call);
        if (!passing.has(response.status) || attempt === attempts) {
          return response;
        }
        const asked = Number(response.headers.get('retry-after')) * 1000;
        await response.body?.cancel();
        await this.context.sleep(
          asked > 0 ? Math.min(asked, longestPause) : pause,
        );
      } catch (error) {
        this.context.signal.throwIfAborted();
        // Nobody listens there: to wait would only hide it.
        if (attempt === attempts || causeOf(error) === 'ECONNREFUSED') {
          throw new CommandError(
            `There is no portal at ${this.connection.url} (${causeOf(
              error,
            )}). Start it with npm start, or give another address with --url.`,
            { cause: error },
          );
        }
        await this.context.sleep(pause);
      }
    }
  }

  private fetchOnce({ method, path, query = {}, body }: Call) {
    const { url, token } = this.connection;
    const base = url.endsWith('/') ? url : `${url}/`;
    const target = new URL(`api/${this.plugin}${path}`, base);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        target.searchParams.set(name, String(value));
      }
    }
    return fetch(target, {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A token must not follow a redirect to another host.
      redirect: 'manual',
      signal: AbortSignal.any([
        this.context.signal,
        AbortSignal.timeout(requestTimeout),
      ]),
    });
  }
}

function failure(response: Response, text: string, url: string): Error {
  const { status, headers } = response;
  const reason = reasonOf(text);
  if (status >= 300 && status < 400) {
    const place = headers.get('location') ?? 'another address';
    return new CommandError(
      `${url} redirects to ${place}. Give the portal's own address with --url.`,
    );
  }
  switch (status) {
    case 400:
      return new UsageError(reason || 'The portal refused the request.');
    case 401:
      return new CommandError(
        `${url} does not accept the token (401). Use the one of .slipway/cli.json, or one of backend.auth.externalAccess.`,
      );
    case 403:
      return new CommandError(`This is not allowed (403). ${reason}`);
    case 404:
    case 409:
      return new CommandError(
        reason || `${url} does not know that; is it a Slipway portal?`,
      );
    default:
      return new CommandError(
        `The portal failed (${status}). ${reason || 'See its log.'}`,
      );
  }
}

/** Backstage answers `{ error: { message } }`. */
function reasonOf(text: string): string {
  const answer = parseJson(text);
  const error = read(answer, 'error');
  const message = read(error, 'message');
  return typeof message === 'string' ? message : '';
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasKeys<T extends object>(
  value: unknown,
  keys: (keyof T & string)[],
): value is T {
  return (
    typeof value === 'object' &&
    value !== null &&
    keys.every(key => Object.hasOwn(value, key))
  );
}

/** fetch hides the reason in the cause. */
function causeOf(error: unknown): string {
  const cause = read(error, 'cause') ?? error;
  const said = read(cause, 'code') ?? read(cause, 'message');
  return typeof said === 'string' && said !== '' ? said : 'no answer';
}
