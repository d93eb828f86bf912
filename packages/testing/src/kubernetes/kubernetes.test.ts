import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { request } from 'node:https';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { describeWithKubernetes, kubernetesAssets } from './assets';
import { startTestKubernetes } from './startTestKubernetes';
import { testKubernetes } from './testKubernetes';

describe('kubernetesAssets', () => {
  const original = process.env.KUBEBUILDER_ASSETS;
  afterEach(() => {
    delete process.env.KUBEBUILDER_ASSETS;
    if (original !== undefined) {
      process.env.KUBEBUILDER_ASSETS = original;
    }
  });

  it('is undefined when the variable is not set', () => {
    delete process.env.KUBEBUILDER_ASSETS;
    expect(kubernetesAssets()).toBeUndefined();
  });

  it('does not skip because of a wrong folder', () => {
    process.env.KUBEBUILDER_ASSETS = '/nowhere';
    expect(() => kubernetesAssets()).toThrow(
      'KUBEBUILDER_ASSETS is /nowhere, which has no etcd and no kube-apiserver',
    );
  });
});

describeWithKubernetes('a control plane for tests', () => {
  const kubernetes = testKubernetes();
  const get = (path: string, timeout = 20_000) =>
    ask(kubernetes.proxy.url, path, timeout);

  function ask(url: string, path: string, timeout: number) {
    const { ca, token } = kubernetes.cluster;
    return new Promise<{ status?: number; body: string; retry?: string }>(
      (resolve, reject) => {
        const attempt = request(
          `${url}${path}`,
          {
            ca,
            agent: false,
            headers: { authorization: `Bearer ${token}` },
            timeout,
          },
          response => {
            let body = '';
            response
              .setEncoding('utf8')
              .on('data', chunk => {
                body += chunk;
              })
              .once('end', () =>
                resolve({
                  status: response.statusCode,
                  body,
                  retry: response.headers['retry-after'],
                }),
              )
              .once('error', reject);
          },
        );
        attempt.once('timeout', () => attempt.destroy(new Error('timed out')));
        attempt.once('error', reject);
        attempt.end();
      },
    );
  }

  it('answers with its own certificate, and keeps what it is given', async () => {
    const direct = await ask(kubernetes.cluster.url, '/version', 20_000);
    expect(JSON.parse(direct.body).gitVersion).toMatch(/^v1\./);
    const { kubectl, kubeconfig } = kubernetes.cluster;
    const { stdout } = await promisify(execFile)(kubectl ?? 'kubectl', [
      `--kubeconfig=${kubeconfig}`,
      'create',
      'namespace',
      'boats',
    ]);
    expect(stdout).toContain('namespace/boats created');
    const { body } = await get('/api/v1/namespaces/boats');
    expect(JSON.parse(body).status.phase).toBe('Active');
  });

  it('does to requests what the test asks for, and counts them', async () => {
    const { proxy } = kubernetes;
    proxy.fail(
      { type: 'answer', status: 429, headers: { 'retry-after': '3' } },
      { times: 1, when: ({ path }) => path === '/version' },
    );
    expect(await get('/version')).toMatchObject({ status: 429, retry: '3' });
    expect(await get('/version')).toMatchObject({ status: 200 });
    proxy.fail({ type: 'cut' }, { times: 1 });
    await expect(get('/version')).rejects.toThrow('socket hang up');
    proxy.fail({ type: 'lose-answer' }, { times: 1 });
    await expect(get('/version')).rejects.toThrow('socket hang up');
    proxy.fail({ type: 'hang' }, { times: 1 });
    await expect(get('/version', 200)).rejects.toThrow('timed out');
    expect(proxy.count('GET')).toBe(5);
  });

  it('breaks watches, and goes away and comes back', async () => {
    const { proxy } = kubernetes;
    const ended = get('/api/v1/namespaces?watch=true').catch(String);
    while (proxy.watches === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(proxy.closeWatches()).toBe(1);
    expect(await ended).toContain('aborted');
    await proxy.goAway();
    await expect(get('/version')).rejects.toThrow('ECONNREFUSED');
    await proxy.comeBack();
    expect(await get('/version')).toMatchObject({ status: 200 });
  });

  it('leaves nothing behind', async () => {
    const other = await startTestKubernetes();
    await other.stop();
    expect(existsSync(dirname(other.kubeconfig))).toBe(false);
    await expect(ask(other.url, '/version', 2_000)).rejects.toThrow(
      'ECONNREFUSED',
    );
  }, 120_000);
});
