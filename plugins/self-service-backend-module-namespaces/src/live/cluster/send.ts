import { isError } from '@backstage/errors';
import {
  ClientRequest,
  IncomingMessage,
  request as httpRequest,
  RequestOptions as HttpOptions,
} from 'node:http';
import {
  request as httpsRequest,
  RequestOptions as HttpsOptions,
} from 'node:https';
import { ClusterError } from './ClusterError';

export type Outgoing = {
  url: URL;
  method: string;
  /** TLS, agent and credentials. */
  options: HttpsOptions;
  headers: Record<string, string>;
  body: string | undefined;
  signal: AbortSignal;
  /** For the whole answer; of a stream for its head. */
  timeoutMs: number;
};

export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
};

/**
 * One HTTP request, once.
 *
 * @throws ClusterError without a status when no whole answer came in time
 */
export async function send(outgoing: Outgoing): Promise<Answer> {
  return withDeadline(outgoing, async request => {
    const response = await head(request);
    let text = '';
    response.setEncoding('utf8');
    for await (const chunk of response) {
      text += chunk;
    }
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      text,
    };
  });
}

/**
 * The rest of an answer whose head is there already.
 *
 * @param withinMs - what has not come by then is left out
 */
export async function readBody(
  response: IncomingMessage,
  withinMs: number,
): Promise<string> {
  let text = '';
  const timer = setTimeout(() => response.destroy(), withinMs);
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk;
    }
  } catch {
    // What there is has to do: the status says that it was refused.
  } finally {
    clearTimeout(timer);
  }
  return text;
}

/** The same for an answer that does not end: resolves with its head. */
export async function openStream(outgoing: Outgoing): Promise<IncomingMessage> {
  return withDeadline(outgoing, head);
}

async function withDeadline<T>(
  outgoing: Outgoing,
  use: (request: ClientRequest) => Promise<T>,
): Promise<T> {
  outgoing.signal.throwIfAborted();
  const request = begin(outgoing);
  const timer = setTimeout(
    () =>
      request.destroy(
        new Error(`no answer within ${outgoing.timeoutMs / 1000} s`),
      ),
    outgoing.timeoutMs,
  );
  try {
    return await use(request);
  } catch (error) {
    outgoing.signal.throwIfAborted();
    throw new ClusterError({
      message: `${outgoing.url.host} did not answer: ${describeCause(error)}`,
      request: `${outgoing.method} ${outgoing.url.pathname}`,
    });
  } finally {
    clearTimeout(timer);
  }
}

function begin({ url, method, options, headers, body, signal }: Outgoing) {
  const all: HttpsOptions & HttpOptions = {
    ...options,
    method,
    signal,
    headers: { ...options.headers, ...headers },
  };
  const request =
    url.protocol === 'https:' ? httpsRequest(url, all) : httpRequest(url, all);
  request.end(body);
  return request;
}

function head(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
  });
}

function describeCause(error: unknown): string {
  return isError(error) && error.message
    ? error.message
    : 'the connection broke';
}
