import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** A forge as far as previews need it: one open pull request, and comments. */
export async function commentForge(token: string) {
  const comments: string[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`) {
      answer(401, { message: 'Bad credentials' });
    } else if (request.method === 'GET') {
      answer(200, { state: 'open' });
    } else {
      comments.push(JSON.parse(text).body);
      answer(200, { id: 1 });
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    comments,
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}
