import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';

type Pull = {
  number: number;
  html_url: string;
  state: 'open' | 'closed';
  merged_at: string | null;
  merged_by: { login: string } | null;
  head: string;
  title: string;
  body: string;
};

/** The pull requests of one repository, over HTTP as GitHub's REST v3 has them. */
export async function forgeServer(token: string) {
  const pulls: Pull[] = [];
  const seen: string[] = [];
  const failures: Array<{
    status: number;
    headers?: Record<string, string>;
    /** Default: the token. */
    says?: string;
  }> = [];
  const answer = async (
    request: IncomingMessage,
  ): Promise<[number, unknown, Record<string, string>?]> => {
    const url = new URL(request.url ?? '/', 'http://forge');
    seen.push(`${request.method} ${url.pathname}`);
    const failure = failures.shift();
    if (failure) {
      return [
        failure.status,
        { message: failure.says ?? token },
        failure.headers,
      ];
    }
    if (request.headers.authorization !== `Bearer ${token}`) {
      return [401, { message: 'Bad credentials' }];
    }
    const [, number] = /\/pulls\/(\d+)$/.exec(url.pathname) ?? [];
    const one = pulls.find(pull => pull.number === Number(number));
    const body = await bodyOf(request);
    switch (`${request.method} ${one ? 'one' : url.pathname}`) {
      case 'GET /repos/shop/environments/pulls': {
        const head = url.searchParams.get('head');
        return [
          200,
          pulls.filter(pull => `shop:${pull.head}` === head).reverse(),
        ];
      }
      case 'POST /repos/shop/environments/pulls': {
        if (pulls.some(p => p.head === body.head && p.state === 'open')) {
          return [422, { message: 'A pull request already exists' }];
        }
        pulls.push({
          ...(body as Pull),
          number: pulls.length + 1,
          html_url: `https://forge.example/shop/environments/pull/${
            pulls.length + 1
          }`,
          state: 'open',
          merged_at: null,
          merged_by: null,
        });
        return [201, pulls.at(-1)];
      }
      case 'GET one':
        return [200, one];
      case 'PATCH one':
        return [200, Object.assign(one ?? {}, body)];
      default:
        return [404, {}];
    }
  };
  const server = createServer(async (request, response) => {
    const [status, body, headers] = await answer(request);
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    pulls,
    seen,
    failures,
    settings: {
      apiUrl: `http://127.0.0.1:${port}`,
      repository: 'shop/environments',
      token,
    },
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Partial<Pull>> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text === '' ? {} : JSON.parse(text);
}
