import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { previewsForEachTest } from '../__testUtils__/previews';
import { claimPreview } from './claimPreview';
import { createForge } from './forge';
import { PreviewRow } from './previewRow';
import { tellPullRequest } from './tellPullRequest';

const { context, engine, hear, resources, settle, sweep, tell } =
  previewsForEachTest();

const stop = new AbortController();

describe('a forge', () => {
  let server: Server;
  let calls: string[];
  let comments: Array<{ id: number; body: string }>;
  let lastId: number;
  let pullRequest: 'open' | 'closed' | 'gone';
  let repositorySeen: boolean;

  beforeEach(async () => {
    calls = [];
    lastId = 1;
    comments = [{ id: 1, body: 'Looks good' }];
    pullRequest = 'open';
    repositorySeen = true;
    server = createServer(async (request: IncomingMessage, response) => {
      const body = await text(request);
      calls.push(`${request.method} ${request.url}`);
      const send = (status: number, value: unknown) =>
        response.writeHead(status).end(JSON.stringify(value));
      if (request.headers.authorization !== 'Bearer forge-token') {
        send(401, {});
      } else if (request.url?.includes('/pulls/')) {
        send(pullRequest === 'gone' ? 404 : 200, { state: pullRequest });
      } else if (/^\/repos\/[^/]+\/[^/]+$/.test(request.url ?? '')) {
        send(repositorySeen ? 200 : 404, {});
      } else if (request.method === 'POST') {
        comments.push({ id: ++lastId, ...JSON.parse(body) });
        send(201, comments.at(-1));
      } else if (request.method === 'PATCH') {
        const id = Number(request.url?.split('/').pop());
        const comment = comments.find(one => one.id === id);
        Object.assign(comment ?? {}, JSON.parse(body));
        send(comment ? 200 : 404, {});
      } else {
        send(200, comments);
      }
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    context.forge = createForge({
      apiUrl: `http://127.0.0.1:${port}`,
      token: 'forge-token',
    });
  });

  afterEach(async () => {
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  it('bears one comment with address and cost that is kept true', async () => {
    await hear();
    await settle();
    await sweep();
    expect(comments).toHaveLength(2);
    expect(comments[1].body).toContain('| State | ready |');
    expect(comments[1].body).toContain('https://shop-7.preview.example');
    expect(comments[1].body).toContain('EUR 1.15 a month');

    const before = calls.filter(call => !call.startsWith('GET')).length;
    await sweep();
    expect(calls.filter(call => !call.startsWith('GET'))).toHaveLength(before);

    await hear({ state: 'closed' });
    await settle();
    await sweep();
    expect(comments).toHaveLength(2);
    expect(comments[1].body).toContain('is gone');
  });

  it('leaves what others write alone, and writes its comment anew when it was deleted', async () => {
    await hear();
    const ours = comments.pop();
    comments.push({ id: ++lastId, body: `${ours?.body}` });
    await settle();
    await sweep();
    expect(comments.map(({ id }) => id)).toEqual([1, 3, 4]);
    expect(comments[1].body).toBe(ours?.body);
    expect(comments[2].body).toContain('| State | ready |');

    await hear({ state: 'closed' });
    await settle();
    await sweep();
    expect(comments).toHaveLength(3);
    expect(comments[2].body).toContain('is gone');
  });

  it('is told by one alone, also when a claim outlasts its time', async () => {
    const row = await tell();
    const late = await claimPreview(engine.knex, row.id);
    expect(late).toBeDefined();
    await engine
      .knex<PreviewRow>('previews')
      .update({ claimed_until: new Date(0) });
    await sweep();
    expect(comments).toHaveLength(2);
    await tellPullRequest(engine, context, late ?? row, stop.signal);
    expect(comments).toHaveLength(2);
  });

  it.each(['closed', 'gone'] as const)(
    'is asked after pull requests of which nothing was heard: %s',
    async state => {
      await hear();
      await settle();
      pullRequest = state;
      await sweep();
      await settle();
      expect(await resources()).toMatchObject([{ state: 'destroyed' }]);
    },
  );

  it('is not believed that a pull request is gone when the repository is not to be seen', async () => {
    await hear();
    await settle();
    pullRequest = 'gone';
    repositorySeen = false;
    await sweep();
    await settle();
    expect(await resources()).toMatchObject([{ state: 'ready' }]);
    expect(engine.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('The forge answered 404 to /repos/acme/shop'),
    );
  });

  it('is asked after all others too when one repository is away', async () => {
    const asked: number[] = [];
    context.forge = {
      comment: async () => '1',
      async stateOf(_, number) {
        asked.push(number);
        throw new Error('Away');
      },
    };
    const numbers = Array.from({ length: 51 }, (_, index) => index + 1);
    for (const number of numbers) {
      await tell({ number });
    }
    await sweep();
    await sweep();
    expect(asked.sort((a, b) => a - b)).toEqual(numbers);
  });

  it('does not stop the previews when it fails', async () => {
    context.forge = createForge({ apiUrl: 'http://127.0.0.1:1', token: 'x' });
    await tell();
    await sweep();
    expect(await resources()).toHaveLength(1);
    expect(engine.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the next sweep tries again'),
    );
  });
});
