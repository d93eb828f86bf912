import { LeaseLostError } from '@slipway/plugin-self-service-node';
import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import { LiveNamespace, liveTarget } from './__testUtils__/liveNamespace';
import { pathOf, someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

describeWithKubernetes(
  'a live cluster in trouble while another takes over',
  () => {
    const kubernetes = testKubernetes();

    /** The cluster fails each write; after the first somebody else has the lease. */
    async function loseAfterFirstWrite(
      namespace: LiveNamespace,
      work: () => Promise<unknown>,
    ) {
      const lease = { lost: false };
      namespace.assertLease = async () => {
        if (lease.lost) {
          throw new LeaseLostError('another has it');
        }
      };
      kubernetes.proxy.forget();
      kubernetes.proxy.fail(
        { type: 'answer', status: 500 },
        {
          when: ({ method }) => {
            lease.lost ||= method !== 'GET';
            return method !== 'GET';
          },
        },
      );
      const error = await work().catch(thrown => thrown);
      kubernetes.proxy.heal();
      namespace.assertLease = async () => undefined;
      const writes = kubernetes.proxy.requests
        .map(({ method }) => method)
        .filter(method => method !== 'GET');
      return { error, writes };
    }

    it('is sent nothing more, whatever was to be written', async () => {
      const namespace = new LiveNamespace(liveTarget(kubernetes));
      const cluster = someoneElse(kubernetes);
      const lost = (method: string) => ({
        error: expect.any(LeaseLostError),
        writes: [method],
      });

      expect(
        await loseAfterFirstWrite(namespace, () => namespace.apply()),
      ).toEqual(lost('POST'));
      await namespace.apply();

      await cluster.merge(pathOf(namespace.name, 'ResourceQuota/compute'), {
        spec: { hard: { pods: '1' } },
      });
      expect(
        await loseAfterFirstWrite(namespace, () =>
          namespace.restore('ResourceQuota/compute'),
        ),
      ).toEqual(lost('PATCH'));

      await cluster.create(
        `/apis/apps/v1/namespaces/${namespace.name}/deployments`,
        {
          metadata: { name: 'web' },
          spec: {
            replicas: 1,
            selector: { matchLabels: { app: 'web' } },
            template: {
              metadata: { labels: { app: 'web' } },
              spec: { containers: [{ name: 'web', image: 'web' }] },
            },
          },
        },
      );
      namespace.resource.paused = true;
      expect(
        await loseAfterFirstWrite(namespace, () => namespace.apply()),
      ).toEqual(lost('PATCH'));

      expect(
        await loseAfterFirstWrite(namespace, () => namespace.destroy()),
      ).toEqual(lost('DELETE'));
      await namespace.destroy();
      expect(namespace.inventory).toEqual([]);
    });
  },
);
