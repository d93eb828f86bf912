import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterConnection } from './ClusterConnection';

describe('a stream that is refused', () => {
  let folder: string;
  let server: Server;
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-stream-'));
    server = createServer((_, response) => answer(response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  async function open() {
    const { port } = server.address() as AddressInfo;
    const path = join(folder, 'config');
    const config = {
      'current-context': 'test',
      clusters: [
        {
          name: 'test',
          cluster: {
            'insecure-skip-tls-verify': true,
            server: `http://127.0.0.1:${port}`,
          },
        },
      ],
      users: [{ name: 'test', user: {} }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    };
    await writeFile(path, JSON.stringify(config));
    const connection = new ClusterConnection({
      cluster: { type: 'kubeconfig', path },
      requestTimeout: 'PT0.2S',
    });
    return connection.stream({
      path: '/api/v1/pods',
      signal: AbortSignal.timeout(60_000),
    });
  }

  it('says why', async () => {
    answer = response =>
      response
        .writeHead(403)
        .end(JSON.stringify({ kind: 'Status', message: 'not for you' }));
    await expect(open()).rejects.toMatchObject({
      status: 403,
      message: 'not for you',
    });
  });

  it('does not wait for ever for the rest of its answer', async () => {
    answer = response => response.writeHead(429).write('{"kind":');
    await expect(open()).rejects.toMatchObject({
      name: 'ClusterError',
      status: 429,
    });
  });
});
