import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createRequestResourceAction } from './requestResource';

const id = '0b9a1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11';
const resourceId = '8c1d1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11';
const pageUrl = `http://portal.example/self-service/requests/${id}`;

const step = (fields: object) => ({
  key: 'apply',
  title: 'Apply the objects',
  state: 'running',
  attempts: 1,
  message: null,
  log: [],
  ...fields,
});

const request = (state: string, fields: object = {}) => ({
  id,
  resourceId,
  title: 'Create namespace shop-dev',
  state,
  cancelReason: null,
  plan: { hash: 'a' },
  approval: { people: ['user:default/joel.mensah'] },
  decisions: [],
  steps: [],
  failure: null,
  ...fields,
});

type Call = { method: string; path: string; body: any; token: string };

/** Answers as the API would: to the nth reading of the request the nth answer. */
function startApi(readings: Array<object | number>, preview: object = {}) {
  const calls: Call[] = [];
  let read = 0;
  const answerTo = ({ method, path }: Call): object | number => {
    if (method === 'POST' && path === '/requests/preview') {
      return preview;
    }
    if (method === 'POST') {
      return request('judged');
    }
    if (path.startsWith('/resources/')) {
      return { entityRef: 'resource:default/namespace.shop-dev.local' };
    }
    const reading = readings[Math.min(read, readings.length - 1)];
    read += 1;
    return reading;
  };
  const server: Server = createServer((incoming, response) => {
    let text = '';
    incoming.on('data', chunk => {
      text += chunk;
    });
    incoming.on('end', () => {
      const call = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        body: text === '' ? undefined : JSON.parse(text),
        token: incoming.headers.authorization ?? '',
      };
      calls.push(call);
      const answer = answerTo(call);
      const status = typeof answer === 'number' ? answer : 200;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          typeof answer === 'number'
            ? { error: { name: 'Error', message: `says ${answer}` } }
            : answer,
        ),
      );
    });
  });
  return new Promise<{ calls: Call[]; url: string; server: Server }>(resolve =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ calls, url: `http://127.0.0.1:${port}`, server });
    }),
  );
}

let api: Awaited<ReturnType<typeof startApi>>;
afterEach(() => api.server.close());

async function run(
  readings: Array<object | number>,
  options: {
    input?: object;
    preview?: object;
    isDryRun?: boolean;
    signal?: AbortSignal;
    checkpoints?: Map<string, any>;
  } = {},
) {
  api = await startApi(readings, options.preview);
  let now = 0;
  const action = createRequestResourceAction({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({ getBaseUrl: async () => api.url }),
    appUrl: 'http://portal.example',
    now: () => now,
    sleep: async ms => {
      now += ms;
    },
  });
  const logger = mockServices.logger.mock();
  const output = jest.fn();
  const checkpoints = options.checkpoints ?? new Map();
  const context = createMockActionContext<any, any>({
    task: { id: 'task-1' },
    input: {
      kind: 'namespace',
      inputs: { name: 'shop-dev', environment: 'dev' },
      ...options.input,
    },
  });
  const outcome = await action
    .handler({
      ...context,
      logger,
      output,
      isDryRun: options.isDryRun,
      signal: options.signal,
      checkpoint: async ({ key, fn }) => {
        checkpoints.set(key, checkpoints.get(key) ?? (await fn()));
        return checkpoints.get(key);
      },
    })
    .then(
      () => 'done',
      error => error,
    );
  const lines = logger.info.mock.calls.map(([line]) => line);
  return { outcome, output, lines, calls: api.calls, checkpoints };
}

describe('slipway:request', () => {
  it('asks for the person, tells each thing once, and gives what was made', async () => {
    const { outcome, output, lines, calls } = await run([
      request('waiting-for-approval'),
      request('waiting-for-approval'),
      request('running', {
        steps: [step({ log: [{ at: '1', text: 'Made the namespace' }] })],
      }),
      request('running', {
        steps: [
          step({
            log: [{ at: '1', text: 'Made the namespace' }],
            message: 'for the API server',
            attempts: 2,
          }),
        ],
      }),
      request('done', { steps: [step({ state: 'done', attempts: 2 })] }),
    ]);

    expect(outcome).toBe('done');
    expect(lines).toEqual([
      `Asked for it: ${pageUrl}`,
      'Waiting for approval by user:default/joel.mensah',
      'Create namespace shop-dev: running',
      'Apply the objects: running',
      'Apply the objects: Made the namespace',
      'Apply the objects: running (attempt 2): for the API server',
      'Apply the objects: done (attempt 2)',
      'Create namespace shop-dev: done',
    ]);
    expect(Object.fromEntries(output.mock.calls)).toEqual({
      requestId: id,
      resourceId,
      entityRef: 'resource:default/namespace.shop-dev.local',
      url: `http://portal.example/self-service/resources/${resourceId}`,
    });
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/requests',
      body: {
        kind: 'namespace',
        inputs: { name: 'shop-dev', environment: 'dev' },
        idempotencyKey: expect.stringMatching(
          /^scaffolder:task-1:[0-9a-f]{16}$/,
        ),
      },
    });
    expect(new Set(calls.map(({ token }) => token)).size).toBe(1);
    expect(calls[0].token).toContain('user:default/mock');
  });

  it('asks once when the task is taken up again, and for each thing apart', async () => {
    const first = await run([request('done')]);
    api.server.close();
    const resumed = await run([request('done')], {
      checkpoints: first.checkpoints,
    });
    expect(resumed.calls.map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(resumed.output.mock.calls).toEqual(first.output.mock.calls);
    api.server.close();
    const other = await run([request('done')], {
      checkpoints: first.checkpoints,
      input: { inputs: { name: 'shop-staging', environment: 'staging' } },
    });
    expect(other.calls[0].body.idempotencyKey).not.toBe(
      first.calls[0].body.idempotencyKey,
    );
  });

  it.each<[string, object, RegExp]>([
    [
      'fails with cause and remedy',
      request('failed', {
        failure: {
          step: 'Apply the objects',
          cause: 'The cluster refused it.',
          remedy: 'Ask its owner.',
        },
      }),
      /failed at 'Apply the objects': The cluster refused it\. Ask its owner\. See http/,
    ],
    [
      'is refused with the reason',
      request('cancelled', {
        cancelReason: 'refused',
        decisions: [
          { decision: 'refused', by: 'user:default/joel', reason: 'Too large' },
        ],
      }),
      /was refused by user:default\/joel: Too large/,
    ],
    [
      'waited too long for somebody',
      request('cancelled', { cancelReason: 'expired' }),
      /was cancelled \(expired\)/,
    ],
    [
      'takes longer than the patience',
      request('running'),
      /still running after 30 minutes\. The request goes on/,
    ],
  ])('says so when the request %s', async (_, reading, message) => {
    const { outcome, output } = await run([reading]);
    expect(outcome.message).toMatch(message);
    expect(outcome.message).toContain(pageUrl);
    expect(output).not.toHaveBeenCalled();
  });

  it('goes on after a portal that was away, and not after one that stays away', async () => {
    const back = await run([503, 502, request('done')]);
    expect(back.outcome).toBe('done');
    api.server.close();
    const away = await run([503]);
    expect(away.outcome.message).toMatch(/did not answer/);
    api.server.close();
    const refused = await run([403]);
    expect(refused.outcome.message).toBe('says 403');
  });

  it('stops waiting when the task is cancelled', async () => {
    const signal = AbortSignal.abort();
    const { outcome } = await run([request('running')], { signal });
    expect(outcome.name).toBe('AbortError');
  });

  it('only asks when it is not to wait', async () => {
    const { outcome, calls } = await run([], { input: { wait: false } });
    expect(outcome).toBe('done');
    expect(calls.map(({ path }) => path)).toEqual([
      '/requests',
      `/resources/${resourceId}`,
    ]);
  });

  it('shows in a dry run what would happen, and asks for nothing', async () => {
    const preview = {
      acceptable: true,
      problems: [],
      plan: { items: [{ operation: 'create', title: 'Namespace shop-dev' }] },
      verdicts: [
        { result: 'fail', severity: 'warn', message: 'It has no owner.' },
      ],
      approval: { people: ['user:default/joel.mensah'] },
    };
    const shown = await run([], { isDryRun: true, preview });
    expect(shown.lines).toEqual([
      'Would create Namespace shop-dev',
      'Note: It has no owner.',
      'Would wait for approval by user:default/joel.mensah',
    ]);
    expect(shown.calls.map(({ path }) => path)).toEqual(['/requests/preview']);
    api.server.close();
    const refused = await run([], {
      isDryRun: true,
      preview: {
        ...preview,
        acceptable: false,
        problems: [{ field: 'name', message: 'is taken' }],
      },
    });
    expect(refused.outcome.message).toMatch(/name: is taken/);
  });
});
