import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@slipway/plugin-self-service-common';
import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import { parse, stringify } from 'yaml';
import { LiveNamespace } from '../__testUtils__/liveNamespace';
import { createLiveTarget } from '../createLiveTarget';
import { liveTargetSchema } from '../settings';

jest.setTimeout(120_000);

describeWithKubernetes(
  'an issued kubeconfig trusts the cluster as we do',
  () => {
    const kubernetes = testKubernetes();
    let folder = '';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'slipway-trust-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    /** Of a target that is reached by a kubeconfig, what people are given. */
    async function issued(cluster: JsonObject, publicUrl?: string) {
      const { url, token } = kubernetes.cluster;
      const path = join(folder, 'ours');
      const of = { cluster: 'test', user: 'us' };
      await writeFile(
        path,
        stringify({
          apiVersion: 'v1',
          kind: 'Config',
          clusters: [{ name: 'test', cluster: { server: url, ...cluster } }],
          users: [{ name: 'us', user: { token } }],
          contexts: [{ name: 'test', context: of }],
          'current-context': 'test',
        }),
      );
      const target = createLiveTarget(
        {
          ...liveTargetSchema.parse({
            type: 'live',
            name: 'test',
            cluster: { type: 'kubeconfig', path },
            ...(publicUrl && { publicUrl }),
          }),
          title: 'Test',
          environments: ['dev'],
        },
        { logger: mockServices.logger.mock() },
      );
      const namespace = new LiveNamespace(target);
      await namespace.apply();
      const secret = await target.issueKubeconfig?.({
        resource: namespace.resource,
        userRef: 'user:default/ana.brandt',
        lifetime: 600,
        signal: AbortSignal.timeout(30_000),
      });
      return secret?.content ?? '';
    }
    const clusterOf = (content: string) => parse(content).clusters[0].cluster;
    const canRead = async (content: string) => {
      const path = join(folder, 'theirs');
      await writeFile(path, content);
      const { stdout } = await promisify(execFile)(
        kubernetes.cluster.kubectl ?? 'kubectl',
        [`--kubeconfig=${path}`, 'get', 'serviceaccounts'],
      );
      return stdout.includes('app');
    };

    it('by another name in its certificate', async () => {
      const ca = Buffer.from(kubernetes.cluster.ca).toString('base64');
      const content = await issued({
        'certificate-authority-data': ca,
        'tls-server-name': 'kubernetes.default',
      });
      expect(clusterOf(content)).toEqual({
        server: kubernetes.cluster.url,
        'certificate-authority-data': ca,
        'tls-server-name': 'kubernetes.default',
      });
    });

    it('blindly, where that is set', async () => {
      const content = await issued({ 'insecure-skip-tls-verify': true });
      expect(clusterOf(content)).toEqual({
        server: kubernetes.cluster.url,
        'insecure-skip-tls-verify': true,
      });
      expect(await canRead(content)).toBe(true);
    });

    it('never blindly at an address that is not ours', async () => {
      const publicUrl = 'https://k8s.example.com:6443';
      expect(
        clusterOf(
          await issued({ 'insecure-skip-tls-verify': true }, publicUrl),
        ),
      ).toEqual({ server: publicUrl });
    });
  },
);
