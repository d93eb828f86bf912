import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli } from './__testUtils__/cli';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let answer: Answer;
let asked: { url?: string; authorization?: string }[];
let url: string;
let folder: string;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const { authorization } = request.headers;
    asked.push({ url: request.url, authorization });
    request.resume();
    answer(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'slipway-cli-'));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
  await rm(folder, { recursive: true, force: true });
});

const json =
  (
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): Answer =>
  (_request, response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));
  };

const noSources = json(200, { items: [] });
const sources = (options?: Parameters<typeof cli>[1], ...more: string[]) =>
  cli(['dora', 'sources', '--url', url, '--token', 't', ...more], options);

async function writeConnection(at: string, content: object | string) {
  await mkdir(join(at, '.slipway'), { recursive: true });
  await writeFile(
    join(at, '.slipway', 'cli.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

describe('finding the portal', () => {
  beforeEach(() => {
    answer = noSources;
  });

  it('takes flags before variables before the file of this folder or one above it', async () => {
    const deep = join(folder, 'a', 'b');
    await mkdir(deep, { recursive: true });
    await writeConnection(folder, { url, token: 'file' });
    const env = { SLIPWAY_URL: url, SLIPWAY_TOKEN: 'variable' };
    await cli(['dora', 'sources', '--token', 'flag'], { env, cwd: deep });
    await cli(['dora', 'sources'], { env, cwd: deep });
    await cli(['dora', 'sources'], { cwd: deep });
    await cli(['dora', 'sources'], { env: { SLIPWAY_ROOT: folder } });
    await cli(['dora', 'sources', '--url', `${url}/`], { cwd: deep });
    expect(asked).toEqual(
      ['flag', 'variable', 'file', 'file', 'file'].map(token => ({
        url: '/api/dora/sources',
        authorization: `Bearer ${token}`,
      })),
    );
  });

  it('gives the file’s token to no other portal', async () => {
    await writeConnection(folder, { url: 'http://127.0.0.1:1', token: 'file' });
    const result = await cli(['dora', 'sources', '--url', url], {
      cwd: folder,
    });
    expect(result).toMatchObject({
      code: 2,
      stderr: `There is no token for ${url}. Give one with --token or SLIPWAY_TOKEN.\n`,
    });
    expect(asked).toEqual([]);
  });

  it('says what is missing or damaged', async () => {
    const none = await cli(['dora', 'sources']);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('Start one with npm start, or give --url');
    const odd = await cli(['dora', 'sources', '--url', 'ftp://x']);
    expect(odd.code).toBe(2);
    expect(odd.stderr).toContain('(ftp://x) must be an http or https address');
    await writeConnection(folder, '{');
    const damaged = await cli(['dora', 'sources'], { cwd: folder });
    expect(damaged.code).toBe(1);
    expect(damaged.stderr).toContain('cli.json is damaged');
  });
});

describe('a portal that does not do as asked', () => {
  it.each([
    [401, 1, 'does not accept the token (401)'],
    [403, 1, 'This is not allowed (403). Ask Priya'],
    [400, 2, 'Ask Priya'],
    [404, 1, 'Ask Priya'],
    [500, 1, 'The portal failed (500). Ask Priya'],
  ])('answers %i: exit code %i', async (status, code, message) => {
    answer = json(status, { error: { message: 'Ask Priya' } });
    const result = await sources();
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(result.stderr.split('\n')).toHaveLength(2);
    expect(asked).toHaveLength(1);
  });

  it('is not there, is something else, or redirects', async () => {
    answer = json(200, { hello: 'world' });
    expect((await sources()).stderr).toContain('something else than a Slipway');
    answer = (_request, response) => response.end('<html></html>');
    expect((await sources()).stderr).toContain('something else than a Slipway');
    answer = json(302, {}, { location: 'https://evil.example' });
    const redirected = await sources();
    expect(redirected.stderr).toContain('redirects to https://evil.example');
    expect(redirected.code).toBe(1);

    await new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    });
    const gone = await sources();
    expect(gone.stderr).toBe(
      `There is no portal at ${url} (ECONNREFUSED). Start it with npm start, or give another address with --url.\n`,
    );
    expect(gone.code).toBe(1);
  });

  it('is asked again when it is busy, and not for ever', async () => {
    let busy = 2;
    answer = (request, response) =>
      (busy-- > 0 ? json(503, {}, { 'retry-after': '3' }) : noSources)(
        request,
        response,
      );
    const result = await sources();
    expect(result).toMatchObject({ code: 0, slept: [3000, 3000] });
    busy = Infinity;
    const never = await sources();
    expect(never.code).toBe(1);
    expect(never.slept).toHaveLength(4);
  });

  it('shows where an error comes from only when asked', async () => {
    answer = json(500, {});
    expect((await sources()).stderr).not.toContain('    at ');
    expect((await sources({}, '--debug')).stderr).toContain('    at ');
  });

  it('is left at once on Ctrl-C', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    const result = await sources({ signal: stop.signal });
    expect(result).toMatchObject({
      code: 1,
      stderr: 'Stopped. Run the same command again to go on.\n',
    });
  });

  it('does not begin a source that it took, or lets it fail', async () => {
    const source = (fields: object) => ({
      items: [{ id: 'shop', deployments: 3, progress: null, ...fields }],
    });
    const states = [
      { state: 'ok', lastHeardAt: 'a' },
      { state: 'ok', lastHeardAt: 'a' },
      { state: 'running', progress: { step: 'fetching', subject: 'x' } },
      { state: 'failed', error: 'Cannot fetch x' },
    ];
    answer = (request, response) =>
      json(
        request.method === 'POST' ? 202 : 200,
        request.method === 'POST' ? {} : source(states.shift() ?? {}),
      )(request, response);
    const args = ['dora', 'import', 'git', '--source', 'shop'];
    const failed = await cli([...args, '--url', url, '--token', 't']);
    expect(failed).toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        'fetching x, 0 of 0 commits, 0 deployments\nThe import of shop failed: Cannot fetch x\n',
    });

    answer = json(200, source({ state: 'ok', lastHeardAt: 'a', error: null }));
    let time = 0;
    const idle = await cli([...args, '--url', url, '--token', 't'], {
      now: () => new Date((time += 30_000)),
    });
    expect(idle.stderr).toContain('has not begun it');
    expect(idle.code).toBe(1);

    asked = [];
    const started = await cli([
      ...args,
      '--no-wait',
      '--url',
      url,
      '--token',
      't',
    ]);
    expect(started.code).toBe(0);
    expect(asked.map(call => call.url)).toEqual([
      '/api/dora/sources',
      '/api/dora/sources/shop/import',
    ]);
  });
});

describe('a command line', () => {
  it.each([
    [['dora', 'metrics', '--report-year', '1999'], '2021, 2023, 2024'],
    [['dora', 'deployments', '--limit', 'many'], 'It must be a whole number.'],
    [['dora', 'deployments', '--sort', 'colour'], 'Allowed choices'],
    [['dora', 'nothing'], "unknown command 'nothing'"],
    [['dora', 'sources', '--colour'], "unknown option '--colour'"],
    [['dora', 'import', 'git'], 'Say what to import'],
    [['dora', 'import', 'git', '--config', 'none.yaml'], 'cannot be read'],
    [
      ['dora', 'import', 'git', '--repository', 'ext::sh', '--tags', '*'],
      'releases[0].repository: A repository must not use a remote helper',
    ],
  ])('%j is refused with 2', async (args, message) => {
    const result = await cli([...args, '--url', url, '--token', 't']);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(asked).toEqual([]);
  });

  it('gives help with 0', async () => {
    const help = await cli(['dora', 'import', 'git', '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('Usage: slipway dora import git');
  });

  it('writes bold heads on a terminal, and not with NO_COLOR or into a file', async () => {
    answer = json(200, {
      items: [
        {
          id: 'shop',
          type: 'git',
          state: 'ok',
          lastHeardAt: null,
          deployments: 1,
          sample: false,
          error: null,
          progress: null,
        },
      ],
    });
    const terminal = { isTTY: true, columns: 80 };
    expect((await sources({ terminal })).stdout).toContain('\u001b[1m');
    for (const plainly of [
      {},
      { terminal, env: { NO_COLOR: '1' } },
      { terminal, env: { TERM: 'dumb' } },
    ]) {
      const { stdout } = await sources(plainly);
      expect(stdout).not.toContain('\u001b');
      expect(stdout).toMatch(/^Source {2}Type {2}State/);
      expect(stdout).toMatch(/\nshop +git +ok +- +1 +no +-\n$/);
    }
  });
});
