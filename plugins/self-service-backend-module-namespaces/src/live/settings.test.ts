import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ClusterConnection } from './cluster/ClusterConnection';
import { loadKubeConfig } from './cluster/loadKubeConfig';
import { liveTargetSchema } from './settings';

const account = {
  type: 'service-account',
  url: 'https://one.example:6443/',
  token: 'secret-one',
} as const;

function problems(settings: object): string[] {
  const result = liveTargetSchema.safeParse({
    name: 'main',
    type: 'live',
    cluster: account,
    ...settings,
  });
  return (result.error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

describe('liveTargetSchema', () => {
  it('needs no more than a way to the cluster', () => {
    expect(
      liveTargetSchema.parse({ name: 'main', type: 'live', cluster: account }),
    ).toEqual({
      name: 'main',
      type: 'live',
      cluster: account,
      requestTimeout: 'PT15S',
      kubeconfig: { clusterRole: 'edit' },
    });
  });

  it.each([
    [{ cluster: { ...account, url: 'http://one.example' } }, 'https'],
    [
      { cluster: { ...account, token: undefined } },
      'one of token and tokenFile',
    ],
    [
      { cluster: { ...account, tokenFile: '/t' } },
      'one of token and tokenFile',
    ],
    [{ cluster: { ...account, ca: 'nonsense' } }, 'cluster.ca'],
    [
      {
        cluster: {
          ...account,
          ca: '-----BEGIN CERTIFICATE-----',
          caFile: '/ca',
        },
      },
      'give one of them',
    ],
    [{ cluster: { type: 'kubeconfig', user: 'admin' } }, 'user'],
    [{ requestTimeout: 'PT1H' }, 'from PT1S to PT2M'],
    [{ requestTimeout: 'soon' }, 'from PT1S to PT2M'],
    [{ kubeconfig: { clusterRole: '' } }, 'kubeconfig.clusterRole'],
  ])('refuses %j', (settings, problem) => {
    expect(problems(settings).join()).toContain(problem);
    expect(problems(settings).join()).not.toContain('secret-one');
  });
});

describe('loadKubeConfig', () => {
  const folder = mkdtemp(join(tmpdir(), 'slipway-kubeconfig-'));
  afterAll(async () => rm(await folder, { recursive: true }));

  async function kubeconfig(name: string, token: string) {
    const path = join(await folder, name);
    await writeFile(
      path,
      stringify({
        clusters: [
          { name: 'c', cluster: { server: `https://${name}.example` } },
        ],
        users: [{ name: 'admin', user: { token } }],
        contexts: [
          { name: 'first', context: { cluster: 'c', user: 'admin' } },
          { name: 'broken', context: { cluster: 'gone', user: 'admin' } },
        ],
        'current-context': 'first',
      }),
    );
    return path;
  }

  const tokenOf = async (config: ReturnType<typeof loadKubeConfig>) => {
    const options: { headers?: Record<string, string> } = {};
    await config.applyToHTTPSOptions(options);
    return options.headers?.Authorization;
  };

  it('keeps the users of two clusters apart, whatever they are called', async () => {
    const [one, two] = await Promise.all(
      ['one', 'two'].map(async name =>
        loadKubeConfig({
          type: 'kubeconfig',
          path: await kubeconfig(name, `token-${name}`),
        }),
      ),
    );
    expect(await tokenOf(one)).toBe('Bearer token-one');
    expect(await tokenOf(two)).toBe('Bearer token-two');
    expect(await tokenOf(one)).toBe('Bearer token-one');
  });

  it('says which contexts there are when one is not', async () => {
    const path = await kubeconfig('three', 'x');
    for (const context of ['other', 'broken']) {
      expect(() =>
        loadKubeConfig({ type: 'kubeconfig', path, context }),
      ).toThrow(
        `The kubeconfig has no usable context ${context}; it has first, broken.`,
      );
    }
  });

  it('says when it is no pod that it runs in', () => {
    expect(() => loadKubeConfig({ type: 'in-cluster' })).toThrow(
      'this does not run in a pod',
    );
  });

  it('turns what is wrong with credentials into an error of the cluster', async () => {
    const connection = new ClusterConnection({
      cluster: {
        type: 'service-account',
        url: 'https://127.0.0.1:1',
        tokenFile: join(await folder, 'missing'),
      },
      requestTimeout: 'PT1S',
    });
    await expect(
      connection.request({
        path: '/version',
        signal: AbortSignal.timeout(9e3),
        retry: false,
      }),
    ).rejects.toMatchObject({
      name: 'ClusterError',
      status: null,
      message: expect.stringContaining('credentials'),
    });
  });
});
