import {
  IncomingMessage,
  request as httpRequest,
  Server,
  ServerResponse,
  createServer as createHttpServer,
} from 'node:http';
import {
  createServer as createHttpsServer,
  request as httpsRequest,
} from 'node:https';
import { Socket } from 'node:net';

/** A request that came to the proxy. */
export interface ProxiedRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  /** Whether the answer is a stream of events. */
  watch: boolean;
}

/** What goes wrong with a request. */
export type Fault =
  /** Passed on so much later. */
  | { type: 'delay'; ms: number }
  /** Answered by the proxy; the server behind never sees it. */
  | {
      type: 'answer';
      status: number;
      headers?: Record<string, string>;
      body?: string;
    }
  /** The connection breaks before the server behind sees it. */
  | { type: 'cut' }
  /** The server behind does it, and the connection breaks before its answer. */
  | { type: 'lose-answer' }
  /** Nothing ever comes, and the connection stays open. */
  | { type: 'hang' };

interface Rule {
  when: (request: ProxiedRequest) => boolean;
  fault: Fault;
  left: number;
}

interface Stream {
  downstream: ServerResponse;
  upstream: IncomingMessage;
  silent: boolean;
}

/**
 * A proxy in front of a real server that does to chosen requests what networks
 * and busy servers do, and keeps a list of all that came.
 *
 * @example
 * const proxy = await FaultyProxy.start({ target: kubernetes.url, ...kubernetes });
 * proxy.fail({ type: 'answer', status: 500 }, { times: 2 });
 */
export class FaultyProxy {
  /** All requests since the start or the last `forget()`. */
  requests: ProxiedRequest[] = [];
  private rules: Rule[] = [];
  private readonly streams = new Set<Stream>();
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  private constructor(
    private readonly options: {
      target: string;
      ca?: string;
      tls?: { cert: string; key: string };
    },
  ) {}

  /**
   * @param options.ca - whom to trust at the target
   * @param options.tls - own certificate; without it the proxy speaks http
   */
  static async start(options: {
    target: string;
    ca?: string;
    tls?: { cert: string; key: string };
  }): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(options);
    await proxy.comeBack();
    return proxy;
  }

  get url(): string {
    return `${this.options.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** How many requests of these methods came. */
  count(...methods: string[]): number {
    return this.requests.filter(({ method }) => methods.includes(method))
      .length;
  }

  forget(): void {
    this.requests = [];
  }

  /** From now on; the first rule that matches decides. */
  fail(
    fault: Fault,
    options: {
      when?: (request: ProxiedRequest) => boolean;
      times?: number;
    } = {},
  ): void {
    this.rules.push({
      fault,
      when: options.when ?? (() => true),
      left: options.times ?? Infinity,
    });
  }

  /** No more faults. */
  heal(): void {
    this.rules = [];
  }

  /** Open watches. */
  get watches(): number {
    return this.streams.size;
  }

  /** Breaks all open watches in the middle; says how many. */
  closeWatches(): number {
    const open = [...this.streams];
    open.forEach(({ downstream, upstream }) => {
      upstream.destroy();
      downstream.destroy();
    });
    return open.length;
  }

  /** Half-open: watches that are open stay so, and nothing comes any more. */
  silenceWatches(): number {
    this.streams.forEach(stream => {
      stream.silent = true;
    });
    return this.streams.size;
  }

  /** Refuses connections and breaks those that are there. */
  async goAway(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    this.sockets.forEach(socket => socket.destroy());
    if (server) {
      await new Promise(resolve => server.close(resolve));
    }
  }

  /** Listens again, at the same port. */
  async comeBack(): Promise<void> {
    const handle = (incoming: IncomingMessage, response: ServerResponse) =>
      this.handle(incoming, response);
    const server = this.options.tls
      ? createHttpsServer(this.options.tls, handle)
      : createHttpServer(handle);
    server.on('connection', socket => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    const address = server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    this.server = server;
  }

  async stop(): Promise<void> {
    await this.goAway();
  }

  private handle(incoming: IncomingMessage, response: ServerResponse) {
    const request = describeRequest(incoming);
    this.requests.push(request);
    const rule = this.rules.find(({ left, when }) => left > 0 && when(request));
    if (!rule) {
      this.pass(incoming, response, request);
      return;
    }
    rule.left -= 1;
    this.apply(rule.fault, incoming, response, request);
  }

  private apply(
    fault: Fault,
    incoming: IncomingMessage,
    response: ServerResponse,
    request: ProxiedRequest,
  ) {
    switch (fault.type) {
      case 'delay':
        setTimeout(() => this.pass(incoming, response, request), fault.ms);
        break;
      case 'answer':
        incoming.resume();
        response.writeHead(fault.status, fault.headers).end(fault.body ?? '');
        break;
      case 'cut':
        incoming.socket.destroy();
        break;
      case 'lose-answer':
        this.pass(incoming, response, request, { lose: true });
        break;
      default:
        incoming.resume();
    }
  }

  private pass(
    incoming: IncomingMessage,
    response: ServerResponse,
    request: ProxiedRequest,
    { lose = false } = {},
  ) {
    const send = this.options.target.startsWith('https:')
      ? httpsRequest
      : httpRequest;
    const upstream = send(
      `${this.options.target}${incoming.url}`,
      {
        method: incoming.method,
        headers: incoming.headers,
        ca: this.options.ca,
        agent: false,
      },
      answer => {
        if (lose) {
          answer.resume().once('end', () => incoming.socket.destroy());
        } else if (request.watch) {
          this.stream(answer, response);
        } else {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        }
      },
    );
    upstream.once('error', () => response.destroy());
    response.once('close', () => upstream.destroy());
    incoming.pipe(upstream);
  }

  private stream(upstream: IncomingMessage, downstream: ServerResponse) {
    const stream: Stream = { upstream, downstream, silent: false };
    this.streams.add(stream);
    downstream.writeHead(upstream.statusCode ?? 502, upstream.headers);
    downstream.flushHeaders();
    upstream.on('data', chunk => {
      if (!stream.silent) {
        downstream.write(chunk);
      }
    });
    upstream.once('close', () => {
      if (!stream.silent) {
        downstream.end();
      }
    });
    upstream.on('error', () => undefined);
    downstream.once('close', () => {
      upstream.destroy();
      this.streams.delete(stream);
    });
  }
}

function describeRequest(incoming: IncomingMessage): ProxiedRequest {
  const url = new URL(incoming.url ?? '/', 'http://proxy');
  const watch = url.searchParams.get('watch');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    watch: watch === 'true' || watch === '1',
  };
}
