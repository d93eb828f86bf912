import { isError } from '@backstage/errors';
import type { KubeConfig } from '@kubernetes/client-node';
import { JsonObject, JsonValue } from '@slipway/plugin-self-service-common';
import { readFile } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import { Agent, RequestOptions } from 'node:https';
import { Duration } from 'luxon';
import { z } from 'zod';
import { LiveTargetSettings } from '../settings';
import { ClusterError, readClusterError } from './ClusterError';
import { loadKubeConfig } from './loadKubeConfig';
import { withRetries } from './retry';
import { Answer, openStream, Outgoing, readBody, send } from './send';

/** A request to the API of a cluster. */
export type ApiRequest = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `/api/v1/namespaces`. */
  path: string;
  query?: Record<string, string>;
  body?: JsonValue;
  contentType?: string;
  accept?: string;
  signal: AbortSignal;
  /** Default: the target's request timeout. */
  timeoutMs?: number;
  /** Default: true. Only for what may be repeated. */
  retry?: boolean;
  /** Asked right before each attempt, however long the one before it took. */
  assertLease?: () => Promise<void>;
};

const jsonObject = z.record(z.string(), z.json());

/** Where a cluster is, and how it is told that it is the one. */
export type Endpoint = {
  server: string;
  /** PEM in base64. */
  ca: string | undefined;
  /** The name in its certificate, where that is another than the address. */
  tlsServerName: string | undefined;
  /** Whoever answers is believed. */
  skipTLSVerify: boolean;
};

/**
 * The API of one cluster. Credentials and trust come from a KubeConfig of the
 * client library; the requests are our own, because the library's models drop
 * the fields they do not know, hide Retry-After, and leave a half-open watch
 * hanging (`watch.js` builds a time limit and overwrites it).
 */
export class ClusterConnection {
  private config: KubeConfig | undefined;
  private readonly agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });

  constructor(
    private readonly settings: Pick<
      LiveTargetSettings,
      'cluster' | 'requestTimeout'
    >,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * @returns the body, which is always an object
   * @throws ClusterError when it was refused or there was no answer;
   *   LeaseLostError, before anything is sent, when `assertLease` says so
   */
  async request(request: ApiRequest): Promise<JsonObject> {
    const attempt = () => this.attempt(request);
    const answer = await (request.retry === false
      ? attempt()
      : withRetries(attempt, { signal: request.signal, random: this.random }));
    return parseBody(answer, request);
  }

  /**
   * Opens a stream, on a connection of its own that is not used again.
   *
   * @throws ClusterError when it was refused
   */
  async stream(request: ApiRequest): Promise<IncomingMessage> {
    const { options, ...outgoing } = await this.prepare(request);
    const agent = options.agent === this.agent ? false : options.agent;
    const response = await openStream({
      ...outgoing,
      options: { ...options, agent },
    });
    if (response.statusCode === 200) {
      // Lets the system notice a peer that has gone without a word.
      response.socket.setKeepAlive(true, 30_000);
      return response;
    }
    const text = await readBody(response, outgoing.timeoutMs);
    const { statusCode: status = 0, headers } = response;
    throw readClusterError({ status, headers, text }, name(request));
  }

  /** Where it is and whom to trust there, for a kubeconfig. */
  async endpoint(): Promise<Endpoint> {
    const cluster = this.load().getCurrentCluster();
    const file = cluster?.caFile;
    const data = file
      ? (await readFile(file)).toString('base64')
      : cluster?.caData;
    return {
      server: cluster?.server ?? '',
      ca: data,
      tlsServerName: cluster?.tlsServerName,
      skipTLSVerify: cluster?.skipTLSVerify ?? false,
    };
  }

  private async attempt(request: ApiRequest): Promise<Answer> {
    const outgoing = await this.prepare(request);
    await request.assertLease?.();
    const answer = await send(outgoing);
    if (answer.status >= 200 && answer.status < 300) {
      return answer;
    }
    if (answer.status === 401) {
      // Whatever was rotated is read again with the next request.
      this.config = undefined;
    }
    throw readClusterError(answer, name(request));
  }

  private async prepare(request: ApiRequest): Promise<Outgoing> {
    const { config, options } = await this.credentials(request);
    const cluster = config.getCurrentCluster();
    const url = new URL(`${cluster?.server ?? ''}${request.path}`);
    url.search = new URLSearchParams(request.query).toString();
    // The library makes an agent for each request; ours keeps connections.
    // A proxy needs the library's.
    const agent =
      cluster?.proxyUrl || url.protocol === 'http:'
        ? options.agent
        : this.agent;
    const body =
      request.body === undefined ? undefined : JSON.stringify(request.body);
    return {
      url,
      method: request.method ?? 'GET',
      options: { ...options, agent, headers: trimmed(options.headers) },
      headers: {
        accept: request.accept ?? 'application/json',
        ...(body !== undefined && {
          'content-type': request.contentType ?? 'application/json',
          // Node leaves it out for a DELETE, whose body would then be read as
          // the next request.
          'content-length': String(Buffer.byteLength(body)),
        }),
      },
      body,
      signal: request.signal,
      timeoutMs:
        request.timeoutMs ??
        Duration.fromISO(this.settings.requestTimeout).toMillis(),
    };
  }

  private async credentials(request: ApiRequest) {
    const options: RequestOptions = {};
    try {
      const config = this.load();
      await config.applyToHTTPSOptions(options);
      return { config, options };
    } catch (error) {
      throw new ClusterError({
        message: `The credentials for the cluster cannot be read: ${
          isError(error) ? error.message : 'no reason was given'
        }`,
        request: name(request),
      });
    }
  }

  private load(): KubeConfig {
    this.config ??= loadKubeConfig(this.settings.cluster);
    return this.config;
  }
}

function parseBody(answer: Answer, request: ApiRequest): JsonObject {
  try {
    return jsonObject.parse(JSON.parse(answer.text || '{}'));
  } catch {
    throw new ClusterError({
      message: 'The answer is no JSON object: is this a Kubernetes API?',
      request: name(request),
      status: answer.status,
    });
  }
}

/** A token from a file may end in a line break, which no header can hold. */
function trimmed(headers: RequestOptions['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([key, value]) => [
      key,
      String(value).trim(),
    ]),
  );
}

function name({ method = 'GET', path }: ApiRequest): string {
  return `${method} ${path}`;
}
