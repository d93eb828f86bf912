import {
  ParsedDelivery,
  deliveryBatchSchema,
  historyBatchSchema,
} from '@slipway/plugin-dora-common';
import { IncomingMessage, Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SampleComponent } from '../company/component';

type Answer = { status: number; body?: unknown };

/** What to do to a request instead of answering it. */
export type Fault = Answer | 'hang-up';

/**
 * The part of a portal that the sample needs, over real HTTP: a catalog and an
 * ingest that stores each delivery and each commit once and refuses what the
 * real one would.
 */
export class FakePortal {
  readonly token = 'token-of-this-test';
  readonly requests: string[] = [];
  readonly deliveries = new Map<string, ParsedDelivery>();
  readonly commits = new Set<string>();
  components: SampleComponent[];
  state: 'absent' | 'present' | 'cleared' = 'absent';
  /** Asked before each request. */
  faultFor: (request: string) => Fault | undefined = () => undefined;
  url = '';
  readonly #server: Server;

  static async start(components: SampleComponent[]): Promise<FakePortal> {
    const portal = new FakePortal(components);
    await new Promise<void>(resolve => {
      portal.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = portal.#server.address() as AddressInfo;
    portal.url = `http://127.0.0.1:${port}`;
    return portal;
  }

  private constructor(components: SampleComponent[]) {
    this.components = components;
    this.#server = createServer(async (request, response) => {
      const answer = await this.#answer(request);
      if (answer === 'hang-up') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(answer.body ? JSON.stringify(answer.body) : '');
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<Fault> {
    const url = new URL(request.url ?? '/', this.url);
    const name = `${request.method} ${url.pathname}`;
    this.requests.push(name);
    const body = await text(request);
    const fault = this.faultFor(name);
    if (fault) {
      return fault;
    }
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      return { status: 401, body: { error: { message: 'Unknown token' } } };
    }
    switch (name) {
      case 'GET /api/catalog/entities/by-query':
        return this.#catalogPage(url.searchParams.get('cursor'));
      case 'GET /api/dora/sample':
        return { status: 200, body: { state: this.state } };
      case 'DELETE /api/dora/sample':
        return this.#clear();
      case 'GET /api/dora/services':
        return this.#lastDeployments(url.searchParams);
      case 'POST /api/dora/histories':
        return this.#storeHistory(JSON.parse(body));
      case 'POST /api/dora/deliveries':
        return this.#storeDeliveries(JSON.parse(body));
      default:
        return { status: 404, body: { error: { message: 'No such route' } } };
    }
  }

  /** Ten entities a page, so that paging is part of every test. */
  #catalogPage(cursor: string | null): Answer {
    const offset = Number(cursor ?? 0);
    const next = offset + 10;
    const items = this.components
      .slice(offset, next)
      .map(({ name, type, lifecycle, tier, repository }) => ({
        metadata: {
          name,
          annotations: { 'slipway.dev/tier': String(tier) },
          links: [{ title: 'Repository', url: repository }],
        },
        spec: { type, lifecycle },
      }));
    const more = next < this.components.length;
    const pageInfo = more ? { nextCursor: String(next) } : {};
    return { status: 200, body: { items, totalItems: items.length, pageInfo } };
  }

  #clear(): Answer {
    this.deliveries.clear();
    this.commits.clear();
    this.state = 'cleared';
    return { status: 204 };
  }

  #lastDeployments(query: URLSearchParams): Answer {
    const inWindow = [...this.deliveries.values()].filter(
      ({ environment, occurredAt, status }) =>
        ['production', 'prod', 'live'].includes(environment) &&
        status === 'succeeded' &&
        occurredAt >= (query.get('from') ?? '') &&
        occurredAt < (query.get('to') ?? ''),
    );
    const items = this.components.map(({ ref }) => {
      const times = inWindow
        .filter(({ service }) => service === ref)
        .map(({ occurredAt }) => occurredAt)
        .sort();
      const lastDeploymentAt = times.at(-1) ?? null;
      return {
        entityRef: ref,
        lastDeploymentAt,
        sample: lastDeploymentAt !== null,
      };
    });
    const offset = Number(query.get('offset'));
    const page = items.slice(offset, offset + Number(query.get('limit')));
    return { status: 200, body: { items: page, totalItems: items.length } };
  }

  #storeHistory(body: unknown): Answer {
    const batch = historyBatchSchema.parse(body);
    const before = this.commits.size;
    batch.commits.forEach(({ sha }) =>
      this.commits.add(`${batch.repository} ${sha}`),
    );
    const added = this.commits.size - before;
    this.state = 'present';
    return {
      status: 200,
      body: { added, known: batch.commits.length - added },
    };
  }

  #storeDeliveries(body: unknown): Answer {
    const batch = deliveryBatchSchema.parse(body);
    if (!batch.sample) {
      return { status: 400, body: { error: { message: 'Not a sample' } } };
    }
    const before = this.deliveries.size;
    for (const delivery of batch.deliveries) {
      const id = `${batch.source} ${delivery.id}`;
      if (!this.deliveries.has(id)) {
        this.deliveries.set(id, delivery);
      }
    }
    const accepted = this.deliveries.size - before;
    this.state = 'present';
    return {
      status: 200,
      body: { accepted, duplicates: batch.deliveries.length - accepted },
    };
  }
}
