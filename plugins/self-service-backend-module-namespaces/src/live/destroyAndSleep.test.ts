import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import {
  createdNamespace,
  LiveNamespace,
  liveTarget,
} from './__testUtils__/liveNamespace';
import { pathOf, someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

describeWithKubernetes('the end and the sleep of a live namespace', () => {
  const kubernetes = testKubernetes();
  const cluster = () => someoneElse(kubernetes);

  const blockersOf = (namespace: LiveNamespace) =>
    liveTarget(kubernetes).findBlockers({
      resource: namespace.resource,
      inventory: namespace.inventory,
      signal: AbortSignal.timeout(60_000),
    });

  const isThere = async (namespace: LiveNamespace) =>
    (await cluster().call('GET', pathOf(namespace.name, 'Namespace/')))
      .status === 200;

  describe('removal', () => {
    it('leaves nothing, and finds nothing the second time', async () => {
      const namespace = await createdNamespace(kubernetes);
      expect(await namespace.destroy()).toEqual(['delete-namespace', 'gone']);
      expect(namespace.inventory).toEqual([]);
      expect(await isThere(namespace)).toBe(false);
      expect(await namespace.destroy()).toEqual([]);
    });

    it('needs no inventory when a crash came before it was written', async () => {
      const namespace = await createdNamespace(kubernetes);
      namespace.inventory = [];
      expect(await namespace.destroy()).toEqual(['delete-namespace', 'gone']);
      expect(await isThere(namespace)).toBe(false);
    });

    it('leaves alone what others made anew under its name', async () => {
      const namespace = await createdNamespace(kubernetes);
      await cluster().remove(pathOf(namespace.name, 'Namespace/'));
      while (await isThere(namespace)) {
        await sleep(100);
      }
      await cluster().create('/api/v1/namespaces', {
        metadata: { name: namespace.name },
      });
      expect(await namespace.destroy()).toEqual([]);
      expect(await isThere(namespace)).toBe(true);
      expect(namespace.logged.join()).toContain('is another one by now');
    });

    it('says which object waits for which finalizer, and ends when it is freed', async () => {
      const namespace = await createdNamespace(kubernetes);
      const place = `/api/v1/namespaces/${namespace.name}/configmaps`;
      await cluster().create(place, {
        metadata: { name: 'held', finalizers: ['backup.example/keep'] },
      });
      const target = liveTarget(kubernetes);
      const [remove, gone] = target.destroy({
        ...namespace.context(),
        plan: null,
      });
      expect(await namespace.once(remove)).toMatchObject({ done: true });
      let waiting = await namespace.once(gone);
      while (!JSON.stringify(waiting).includes('backup.example/keep')) {
        expect(waiting.done).toBe(false);
        await sleep(200);
        waiting = await namespace.once(gone);
      }
      expect(waiting).toMatchObject({
        done: false,
        waitingFor: expect.stringContaining(`the namespace ${namespace.name}`),
      });
      expect(await blockersOf(namespace)).toEqual([
        {
          object: `ConfigMap ${namespace.name}/held`,
          finalizer: 'backup.example/keep',
          message: expect.stringContaining('remove the finalizer by hand'),
        },
      ]);
      const { conditions } = await namespace.observe();
      expect(conditions[0]).toMatchObject({
        type: 'Active',
        status: 'false',
        reason: 'Terminating',
      });
      await cluster().merge(`${place}/held`, {
        metadata: { finalizers: null },
      });
      expect(await namespace.destroy()).toEqual(['gone']);
      expect(await blockersOf(namespace)).toEqual([]);
    });

    it('waits for the end of a namespace before it makes it anew', async () => {
      const namespace = await createdNamespace(kubernetes);
      const place = `/api/v1/namespaces/${namespace.name}/configmaps`;
      await cluster().create(place, {
        metadata: { name: 'held', finalizers: ['backup.example/keep'] },
      });
      await cluster().remove(pathOf(namespace.name, 'Namespace/'));
      const [first] = liveTarget(kubernetes).steps(namespace.context());
      expect(await namespace.once(first)).toMatchObject({
        done: false,
        waitingFor: expect.stringContaining('before it can be made anew'),
      });
      await expect(
        namespace.restore(`Namespace/${namespace.name}`),
      ).rejects.toThrow('is being deleted');
      await cluster().merge(`${place}/held`, {
        metadata: { finalizers: null },
      });
      await namespace.apply();
      const { conditions } = await namespace.observe();
      expect(conditions[0]).toMatchObject({ type: 'Active', status: 'true' });
    });

    it('names a finalizer of the namespace itself', async () => {
      const namespace = await createdNamespace(kubernetes);
      const place = pathOf(namespace.name, 'Namespace/');
      await cluster().merge(place, {
        metadata: { finalizers: ['mesh.example/leave'] },
      });
      await cluster().remove(place);
      expect(await blockersOf(namespace)).toContainEqual({
        object: `Namespace ${namespace.name}`,
        finalizer: 'mesh.example/leave',
        message: expect.any(String),
      });
      await cluster().merge(place, { metadata: { finalizers: null } });
      await namespace.destroy();
    });
  });

  describe('sleep', () => {
    const pod = {
      metadata: { labels: { app: 'x' } },
      spec: { containers: [{ name: 'main', image: 'example/none' }] },
    };
    const selector = { matchLabels: { app: 'x' } };
    const workloads = (name: string) => ({
      web: `/apis/apps/v1/namespaces/${name}/deployments`,
      db: `/apis/apps/v1/namespaces/${name}/statefulsets`,
      job: `/apis/batch/v1beta1/namespaces/${name}/cronjobs`,
      agent: `/apis/apps/v1/namespaces/${name}/daemonsets`,
      bare: `/apis/apps/v1/namespaces/${name}/replicasets`,
      old: `/api/v1/namespaces/${name}/replicationcontrollers`,
      once: `/apis/batch/v1/namespaces/${name}/jobs`,
    });

    async function busy() {
      const namespace = await createdNamespace(kubernetes);
      const paths = workloads(namespace.name);
      const template = pod;
      const cron = (name: string, suspend: boolean) => ({
        metadata: { name },
        spec: {
          schedule: '0 3 * * *',
          suspend,
          jobTemplate: {
            spec: {
              template: { spec: { ...pod.spec, restartPolicy: 'Never' } },
            },
          },
        },
      });
      await cluster().create(paths.web, {
        metadata: { name: 'web' },
        spec: { replicas: 3, selector, template },
      });
      await cluster().create(paths.web, {
        metadata: { name: 'off' },
        spec: { replicas: 0, selector, template },
      });
      await cluster().create(paths.db, {
        metadata: { name: 'db' },
        spec: { serviceName: 'db', selector, template },
      });
      await cluster().create(paths.agent, {
        metadata: { name: 'agent' },
        spec: { selector, template },
      });
      const apart = (app: string) => ({
        ...pod,
        metadata: { labels: { app } },
      });
      await cluster().create(paths.bare, {
        metadata: { name: 'bare' },
        spec: {
          replicas: 2,
          selector: { matchLabels: { app: 'bare' } },
          template: apart('bare'),
        },
      });
      // As a Deployment has them: its own to scale.
      const owner = await cluster().get(
        `/api/v1/namespaces/${namespace.name}/serviceaccounts/app`,
      );
      await cluster().create(paths.bare, {
        metadata: {
          name: 'owned',
          ownerReferences: [
            {
              apiVersion: 'v1',
              kind: 'ServiceAccount',
              name: 'app',
              uid: owner.metadata.uid,
            },
          ],
        },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'owned' } },
          template: apart('owned'),
        },
      });
      await cluster().create(paths.old, {
        metadata: { name: 'old' },
        spec: { selector: { app: 'old' }, template: apart('old') },
      });
      for (const name of ['import', 'imported']) {
        await cluster().create(paths.once, {
          metadata: { name },
          spec: {
            template: { spec: { ...pod.spec, restartPolicy: 'Never' } },
          },
        });
      }
      await cluster().merge(`${paths.once}/imported/status`, {
        status: { conditions: [{ type: 'Complete', status: 'True' }] },
      });
      await cluster().create(paths.job, cron('nightly', false));
      await cluster().create(paths.job, cron('stopped', true));
      return namespace;
    }

    async function state(namespace: LiveNamespace) {
      const paths = workloads(namespace.name);
      const read = async (path: string) => (await cluster().get(path)).items;
      const rows = (
        await Promise.all(
          [paths.web, paths.db, paths.job, paths.bare, paths.old].map(read),
        )
      )
        .flat()
        .filter(({ metadata }) => !/^(web|off)-/.test(metadata.name));
      return Object.fromEntries(
        rows.map(({ metadata, spec }) => [
          metadata.name,
          [
            spec.replicas ?? spec.suspend,
            ...Object.keys(metadata.annotations ?? {}).filter(key =>
              key.startsWith('slipway.dev/'),
            ),
          ],
        ]),
      );
    }

    const awake = {
      web: [3],
      off: [0],
      db: [1],
      nightly: [false],
      stopped: [true],
      bare: [2],
      owned: [1],
      old: [1],
    };
    const asleep = {
      web: [0, 'slipway.dev/replicas-before-pause'],
      off: [0],
      db: [0, 'slipway.dev/replicas-before-pause'],
      nightly: [true, 'slipway.dev/suspended-by-pause'],
      stopped: [true],
      bare: [0, 'slipway.dev/replicas-before-pause'],
      owned: [1],
      old: [0, 'slipway.dev/replicas-before-pause'],
    };

    it('stops what can be stopped and brings back what was, however often', async () => {
      const namespace = await busy();
      namespace.resource.paused = true;
      await namespace.apply();
      expect(await state(namespace)).toEqual(asleep);
      expect(namespace.outputs.sleep).toEqual({
        sleepless: ['DaemonSet agent', 'Job import'],
      });
      kubernetes.proxy.forget();
      expect(await namespace.apply()).toEqual([]);
      expect(kubernetes.proxy.count('PATCH')).toBe(0);
      namespace.resource.paused = false;
      await namespace.apply();
      expect(await state(namespace)).toEqual(awake);
      expect(await namespace.apply()).toEqual([]);
    });

    it('loses no count when it breaks off after any write', async () => {
      const namespace = await busy();
      for (const paused of [true, false]) {
        namespace.resource.paused = paused;
        for (let count = 0; count < 6; count += 1) {
          let left = count;
          kubernetes.proxy.heal();
          kubernetes.proxy.fail(
            { type: 'answer', status: 400 },
            {
              when: ({ method, path }) => {
                const workload =
                  /apps|batch|replicationcontrollers/.test(path) &&
                  method === 'PATCH';
                left -= workload ? 1 : 0;
                return workload && left < 0;
              },
            },
          );
          await namespace.apply().catch(() => undefined);
        }
        kubernetes.proxy.heal();
        await namespace.apply();
        expect(await state(namespace)).toEqual(paused ? asleep : awake);
      }
    });

    it('tells who woke it, and keeps what people scaled meanwhile', async () => {
      const namespace = await busy();
      namespace.resource.paused = true;
      await namespace.apply();
      await cluster().merge(`${workloads(namespace.name).web}/web`, {
        spec: { replicas: 5 },
      });
      const { conditions } = await namespace.observe();
      expect(conditions).toContainEqual({
        type: 'Asleep',
        status: 'false',
        reason: 'StillRunning',
        message: 'Running although it is paused: Deployment web',
      });
      namespace.resource.paused = false;
      await namespace.apply();
      expect(await state(namespace)).toEqual({ ...awake, web: [5] });
    });

    it('knows when it was last used', async () => {
      const namespace = await createdNamespace(kubernetes);
      expect((await namespace.observe()).activeAt).toBeUndefined();
      const made = await cluster().create(workloads(namespace.name).web, {
        metadata: { name: 'web' },
        spec: { replicas: 0, selector, template: pod },
      });
      const { activeAt } = await namespace.observe();
      expect(activeAt).toEqual(new Date(made.metadata.creationTimestamp));
    });
  });
});
