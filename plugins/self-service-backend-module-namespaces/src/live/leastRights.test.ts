import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import { LiveNamespace, liveTarget } from './__testUtils__/liveNamespace';
import { someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

const documented = resolve(__dirname, '../../../../docs/cluster-access.yaml');

describeWithKubernetes('the rights that the documentation gives', () => {
  const kubernetes = testKubernetes();

  it('are enough for a whole life', async () => {
    const { kubectl, kubeconfig } = kubernetes.cluster;
    await promisify(execFile)(kubectl ?? 'kubectl', [
      `--kubeconfig=${kubeconfig}`,
      'apply',
      `--filename=${documented}`,
    ]);
    const cluster = someoneElse(kubernetes);
    const { status } = await cluster.create(
      '/api/v1/namespaces/slipway-system/serviceaccounts/slipway/token',
      { spec: { expirationSeconds: 3600 } },
    );
    const target = liveTarget(kubernetes, { token: status.token });
    const signal = AbortSignal.timeout(100_000);
    expect(await target.checkHealth(signal)).toMatchObject({
      message: expect.stringMatching(/answers$/),
    });
    const stop = new AbortController();
    const woken: string[] = [];
    target.start?.(
      { wake: id => woken.push(id), listResources: async () => [] },
      stop.signal,
    );
    const namespace = new LiveNamespace(target);
    await namespace.apply();
    await cluster.create(
      `/apis/apps/v1/namespaces/${namespace.name}/deployments`,
      {
        metadata: { name: 'web' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ name: 'web', image: 'none' }] },
          },
        },
      },
    );
    for (const paused of [true, false]) {
      namespace.resource.paused = paused;
      expect(await namespace.apply()).toContain(paused ? 'sleep' : 'wake');
    }
    expect((await namespace.observe()).activeAt).toBeInstanceOf(Date);
    await namespace.restore('NetworkPolicy/allow-dns');
    const issued = await target.issueKubeconfig?.({
      resource: namespace.resource,
      userRef: 'user:default/ana.brandt',
      lifetime: 600,
      signal,
    });
    expect(issued?.content).toContain('current-context');
    while (!woken.includes(namespace.resource.id)) {
      await sleep(50);
    }
    stop.abort();
    const configMaps = `/api/v1/namespaces/${namespace.name}/configmaps`;
    await cluster.create(configMaps, {
      metadata: { name: 'held', finalizers: ['backup.example/keep'] },
    });
    const [remove, gone] = target.destroy(namespace.context());
    await namespace.once(remove);
    const blockers = () =>
      target.findBlockers({
        resource: namespace.resource,
        inventory: namespace.inventory,
        signal,
      });
    // Config maps are not ours to list: the namespace itself says it.
    while (!JSON.stringify(await blockers()).includes('backup.example/keep')) {
      expect(await namespace.once(gone)).toMatchObject({ done: false });
      await sleep(200);
    }
    await cluster.merge(`${configMaps}/held`, {
      metadata: { finalizers: null },
    });
    await namespace.destroy();
    expect(namespace.inventory).toEqual([]);
  });
});
