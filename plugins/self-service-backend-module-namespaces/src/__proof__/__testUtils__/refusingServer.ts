import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** A Git server that refuses, and says to whom. */
export async function refusingServer(token: string) {
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    response.writeHead(authorization ? 403 : 401, {
      'www-authenticate': 'Basic realm="git"',
      'x-seen': authorization,
    });
    response.end(`${authorization} may not: ${token}`);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const user = `slipway:${encodeURIComponent(token)}`;
  return {
    url: `http://${user}@127.0.0.1:${port}/environments.git`,
    close: () => server.close(),
  };
}
