import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import {
  describeWithKubernetes,
  eventually,
  testKubernetes,
} from '@slipway/testing';
import { parse } from 'yaml';
import { LiveNamespace, liveTarget } from './__testUtils__/liveNamespace';
import { someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

describeWithKubernetes('a kubeconfig', () => {
  const kubernetes = testKubernetes();
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-kubeconfig-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('opens the namespace and nothing beyond, and its token is kept nowhere', async () => {
    const logger = mockServices.logger.mock();
    const target = liveTarget(kubernetes, { direct: true, logger });
    const namespace = new LiveNamespace(target);
    await namespace.apply();
    const other = new LiveNamespace(target);
    await other.apply();
    const issue = (userRef: string, lifetime: number) =>
      target.issueKubeconfig?.({
        resource: namespace.resource,
        userRef,
        lifetime,
        signal: AbortSignal.timeout(30_000),
      });
    const issued = await issue('user:default/ana.brandt', 3600);
    expect(issued).toMatchObject({
      fileName: `${namespace.name}.kubeconfig`,
      title: `Kubeconfig for ${namespace.name}`,
    });
    const { token } = parse(issued?.content ?? '').users[0].user;
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1], 'base64url').toString(),
    );
    expect(claims.exp - claims.iat).toBe(3600);
    expect(Date.parse(issued?.expiresAt ?? '')).toBe(claims.exp * 1000);

    const path = join(folder, issued?.fileName ?? '');
    await writeFile(path, issued?.content ?? '', { mode: 0o600 });
    const kubectl = (...args: string[]) =>
      promisify(execFile)(kubernetes.cluster.kubectl ?? 'kubectl', [
        `--kubeconfig=${path}`,
        ...args,
      ]);
    await kubectl('create', 'configmap', 'mine', '--from-literal=a=b');
    expect((await kubectl('get', 'configmaps')).stdout).toContain('mine');
    await expect(
      kubectl('get', 'pods', '--namespace', other.name),
    ).rejects.toThrow('is forbidden');
    await expect(kubectl('get', 'nodes')).rejects.toThrow('is forbidden');
    await expect(
      kubectl('delete', 'namespace', namespace.name),
    ).rejects.toThrow('is forbidden');

    const kept = JSON.stringify([
      namespace.inventory,
      namespace.outputs,
      namespace.logged,
      await namespace.observe(),
      ...[logger.debug, logger.info, logger.warn, logger.error].map(
        method => method.mock.calls,
      ),
      issued?.help,
    ]);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(kubernetes.cluster.token);
    // Accounts for people are no part of the plan.
    expect(await namespace.apply()).toEqual([]);
  });

  it('is of each person and ends with the last token', async () => {
    const target = liveTarget(kubernetes);
    const namespace = new LiveNamespace(target);
    await namespace.apply();
    const cluster = someoneElse(kubernetes);
    const accounts = async () => {
      const { items } = await cluster.get(
        `/api/v1/namespaces/${namespace.name}/serviceaccounts?labelSelector=slipway.dev/access=true`,
      );
      return items.map(
        ({ metadata }: any) => metadata.annotations['slipway.dev/access-for'],
      );
    };
    const issue = (userRef: string, lifetime = 600) =>
      target.issueKubeconfig?.({
        resource: namespace.resource,
        userRef,
        lifetime,
        signal: AbortSignal.timeout(30_000),
      });
    await issue('user:default/ana.brandt');
    await issue('user:default/joel.mensah');
    expect((await accounts()).sort()).toEqual([
      'user:default/ana.brandt',
      'user:default/joel.mensah',
    ]);
    const [first] = (
      await cluster.get(
        `/api/v1/namespaces/${namespace.name}/serviceaccounts?labelSelector=slipway.dev/access=true`,
      )
    ).items;
    await cluster.merge(
      `/api/v1/namespaces/${namespace.name}/serviceaccounts/${first.metadata.name}`,
      {
        metadata: {
          annotations: { 'slipway.dev/access-until': '2020-01-01T00:00:00Z' },
        },
      },
    );
    await issue('user:default/priya.raman');
    expect(await accounts()).toHaveLength(2);
    expect(await accounts()).not.toContain(
      first.metadata.annotations['slipway.dev/access-for'],
    );
    await expect(issue('user:default/ana.brandt', 60)).rejects.toThrow(
      'lifetime is 60: it must be whole seconds from 600 to 86400',
    );
  });

  describe('that was issued', () => {
    const inPlace = async (namespace: LiveNamespace) => {
      const paths = [
        `/api/v1/namespaces/${namespace.name}/serviceaccounts`,
        `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace.name}/rolebindings`,
      ];
      const lists = await Promise.all(
        paths.map(path =>
          someoneElse(kubernetes).get(
            `${path}?labelSelector=slipway.dev/access=true`,
          ),
        ),
      );
      return lists.flatMap(({ items }, index) =>
        items.map(({ metadata }: any) => `${paths[index]}/${metadata.name}`),
      );
    };

    async function issued(target: ReturnType<typeof liveTarget>) {
      const namespace = new LiveNamespace(target);
      await namespace.apply();
      const secret = await target.issueKubeconfig?.({
        resource: namespace.resource,
        userRef: 'user:default/ana.brandt',
        lifetime: 3600,
        signal: AbortSignal.timeout(30_000),
      });
      const { token } = parse(secret?.content ?? '').users[0].user;
      const isKnown = async () => {
        const { status } = await someoneElse(kubernetes).create(
          '/apis/authentication.k8s.io/v1/tokenreviews',
          { spec: { token } },
        );
        return status.authenticated === true;
      };
      expect(await isKnown()).toBe(true);
      expect(await inPlace(namespace)).toHaveLength(2);
      return { namespace, isKnown };
    }

    it('does not work any more when another team has the namespace', async () => {
      const { namespace, isKnown } = await issued(liveTarget(kubernetes));
      namespace.request = {
        action: 'transfer',
        reason: null,
        requestedBy: 'user:default/joel.mensah',
        planHash: null,
      };
      namespace.resource.team = 'group:default/warehouse';
      expect(await namespace.apply()).toContain('revoke-access');
      expect(await inPlace(namespace)).toEqual([]);
      expect(await eventually(isKnown, known => !known)).toBe(false);
      expect(await namespace.apply()).toEqual([]);
    });

    it('leaves no account when its time is over, though nobody asks for another', async () => {
      const target = liveTarget(kubernetes, {
        watchTiming: { resyncMs: 500 },
      });
      const { namespace } = await issued(target);
      const other = await issued(target);
      for (const path of await inPlace(namespace)) {
        await someoneElse(kubernetes).merge(path, {
          metadata: {
            annotations: { 'slipway.dev/access-until': '2020-01-01T00:00:00Z' },
          },
        });
      }
      const stop = new AbortController();
      target.start?.(
        { wake: () => undefined, listResources: async () => [] },
        stop.signal,
      );
      await eventually(
        () => inPlace(namespace),
        left => left.length === 0,
      );
      stop.abort();
      expect(await inPlace(other.namespace)).toHaveLength(2);
      expect(await other.isKnown()).toBe(true);
    });
  });
});
