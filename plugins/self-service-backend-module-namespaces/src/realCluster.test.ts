import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  describeWithKubernetes,
  GitRepository,
  testGitRepository,
  testKubernetes,
} from '@slipway/testing';
import { parseAllDocuments } from 'yaml';
import {
  apply,
  gitTarget,
  observe,
  stepContext,
  temporaryFolder,
} from './__testUtils__/gitTarget';
import { LiveNamespace, liveTarget } from './live/__testUtils__/liveNamespace';
import { someoneElse } from './live/__testUtils__/someoneElse';

jest.setTimeout(120_000);

const run = promisify(execFile);
const manifest = resolvePackagePath(
  '@slipway/plugin-self-service-backend-module-namespaces',
  '../../docs/cluster-access.yaml',
);

const paths: Record<string, string> = {
  Namespace: '/api/v1/namespaces',
  ServiceAccount: '/api/v1/namespaces/slipway-system/serviceaccounts',
  ClusterRole: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  ClusterRoleBinding: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
};

describeWithKubernetes('what docs/clusters.md says, on a real API', () => {
  const kubernetes = testKubernetes();

  it('gives the rights that a whole life needs, and no secrets', async () => {
    const admin = someoneElse(kubernetes);
    for (const document of parseAllDocuments(
      await readFile(manifest, 'utf8'),
    )) {
      const object = document.toJS();
      await admin.create(paths[object.kind], object);
    }
    const { status } = await admin.create(
      '/api/v1/namespaces/slipway-system/serviceaccounts/slipway/token',
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 3600 },
      },
    );
    const target = liveTarget(kubernetes, { token: status.token });
    expect(await target.checkHealth(AbortSignal.timeout(10_000))).toMatchObject(
      {
        health: 'reachable',
        message: expect.not.stringContaining('may not'),
      },
    );

    const namespace = new LiveNamespace(target);
    await namespace.apply();
    expect(await namespace.apply()).toEqual([]);
    await admin.create(
      `/apis/apps/v1/namespaces/${namespace.name}/deployments`,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'till' },
        spec: {
          replicas: 2,
          selector: { matchLabels: { app: 'till' } },
          template: {
            metadata: { labels: { app: 'till' } },
            spec: { containers: [{ name: 'till', image: 'till' }] },
          },
        },
      },
    );
    namespace.resource = { ...namespace.resource, paused: true };
    await namespace.apply();
    namespace.resource = { ...namespace.resource, paused: false };
    await namespace.apply();
    expect((await namespace.observe()).activeAt).toEqual(expect.any(Date));
    const issued = await target.issueKubeconfig?.({
      resource: namespace.resource,
      userRef: 'user:default/ana.brandt',
      lifetime: 600,
      signal: AbortSignal.timeout(10_000),
    });
    expect(issued?.fileName).toBe(`${namespace.name}.kubeconfig`);
    await namespace.destroy();

    const { kubectl, kubeconfig } = kubernetes.cluster;
    const may = async (...what: string[]) => {
      const asked = run(kubectl ?? 'kubectl', [
        `--kubeconfig=${kubeconfig}`,
        '--as=system:serviceaccount:slipway-system:slipway',
        ...['auth', 'can-i', ...what, '--all-namespaces'],
      ]);
      // "No" is an exit code too.
      const { stdout } = await asked.catch(
        (error: { stdout: string }) => error,
      );
      return stdout.trim();
    };
    expect(await may('create', 'namespaces')).toBe('yes');
    expect(await may('get', 'secrets')).toBe('no');
    expect(await may('list', 'configmaps')).toBe('no');
    expect(await may('create', 'clusterrolebindings')).toBe('no');
  });

  it('applies a folder of Git unchanged, and then says that it is applied', async () => {
    const { kubectl, kubeconfig } = kubernetes.cluster;
    const path = `${await temporaryFolder()}/environments.git`;
    const target = await gitTarget({ path }, liveTarget(kubernetes));
    const context = stepContext();
    expect((await apply(target, context)).waitingFor).toMatch(
      /^a controller to apply Namespace.* in Test cluster$/,
    );
    expect(await observe(target, context)).toMatchObject({
      conditions: [
        { type: 'Committed', status: 'true' },
        { type: 'Applied', status: 'false' },
      ],
    });

    const clone: GitRepository = await testGitRepository();
    await clone.git('pull', '--quiet', path, 'main');
    const controller = async () =>
      (
        await run(kubectl ?? 'kubectl', [
          `--kubeconfig=${kubeconfig}`,
          'apply',
          '--server-side',
          '-k',
          `${clone.path}/environments/local/checkout/checkout-dev`,
        ])
      ).stdout;
    expect((await controller()).trim().split('\n')).toHaveLength(8);
    expect(await observe(target, context)).toMatchObject({
      conditions: expect.arrayContaining([
        expect.objectContaining({
          type: 'Applied',
          status: 'true',
          message: 'All 8 objects stand in Test cluster as planned.',
        }),
      ]),
    });
    expect(await apply(target, context)).toMatchObject({
      did: [],
      waitingFor: undefined,
    });
  });
});
