import { compareFields } from '@slipway/plugin-self-service-common';
import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import fc from 'fast-check';
import { Tier, tiers } from '../kind/spec';
import { LiveNamespace, liveTarget } from './__testUtils__/liveNamespace';
import { someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(300_000);

type Operation = {
  tier: Tier;
  label: string | null;
  paused: boolean;
  version: '1' | '2';
  /** With which write the process dies; beyond the last: it does not. */
  dieAt: number;
  /** Whether the cluster still did that write. */
  written: boolean;
};

const operation: fc.Arbitrary<Operation> = fc.record({
  tier: fc.constantFrom(...tiers),
  label: fc.option(fc.constantFrom('till', 'web')),
  paused: fc.boolean(),
  version: fc.constantFrom('1', '2'),
  dieAt: fc.nat({ max: 12 }),
  written: fc.boolean(),
});

describeWithKubernetes('a live namespace whose maker dies', () => {
  const kubernetes = testKubernetes();
  const deployments = (name: string) =>
    `/apis/apps/v1/namespaces/${name}/deployments`;

  /** Runs until the process dies, or to the end. */
  async function runUntilDeath(
    namespace: LiveNamespace,
    { dieAt, written }: Pick<Operation, 'dieAt' | 'written'>,
    work: () => Promise<unknown>,
  ) {
    const death = new AbortController();
    namespace.signal = death.signal;
    let writes = 0;
    kubernetes.proxy.fail(
      { type: written ? 'lose-answer' : 'cut' },
      {
        times: 1,
        when: ({ method }) => {
          writes += method === 'GET' ? 0 : 1;
          const now = method !== 'GET' && writes > dieAt;
          if (now) {
            setImmediate(() => death.abort(new Error('died')));
          }
          return now;
        },
      },
    );
    await work().catch(() => undefined);
    kubernetes.proxy.heal();
    namespace.signal = undefined;
  }

  function want(namespace: LiveNamespace, wanted: Operation) {
    namespace.resource.spec = {
      ...namespace.resource.spec,
      tier: wanted.tier,
      labels: wanted.label === null ? {} : { part: wanted.label },
    };
    namespace.resource.paused = wanted.paused;
    namespace.resource.templateVersion = wanted.version;
  }

  it('ends as if it had not, whatever was asked and wherever it died', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 1, maxLength: 4 }),
        async operations => {
          // A target for each life: nothing is remembered but the inventory.
          const namespace = new LiveNamespace(liveTarget(kubernetes));
          for (const [index, wanted] of operations.entries()) {
            want(namespace, wanted);
            await runUntilDeath(namespace, wanted, () => namespace.apply());
            await namespace.apply();
            if (index === 0) {
              await someoneElse(kubernetes).create(
                deployments(namespace.name),
                {
                  metadata: { name: 'web' },
                  spec: {
                    replicas: 3,
                    selector: { matchLabels: { app: 'web' } },
                    template: {
                      metadata: { labels: { app: 'web' } },
                      spec: { containers: [{ name: 'web', image: 'none' }] },
                    },
                  },
                },
              );
              await namespace.apply();
            }
          }
          const { items } = await namespace.observe();
          expect(
            items.flatMap(({ key, actual }) =>
              compareFields(namespace.item(key).desired, actual),
            ),
          ).toEqual([]);
          expect(items.every(({ ours }) => ours)).toBe(true);
          expect(await namespace.apply()).toEqual([]);
          const { spec } = await someoneElse(kubernetes).get(
            `${deployments(namespace.name)}/web`,
          );
          expect(spec.replicas).toBe(namespace.resource.paused ? 0 : 3);
          expect(namespace.inventory.map(({ key }) => key).sort()).toEqual(
            namespace.plan.items.map(({ key }) => key).sort(),
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  it('leaves nothing behind when it is cancelled at any write', async () => {
    for (const written of [true, false]) {
      const cancelled = await Promise.all(
        // One after another through the proxy, ended together: an end takes
        // Kubernetes five seconds.
        [await die(0, written), await die(1, written), await die(4, written)],
      );
      await Promise.all(cancelled.map(namespace => namespace.destroy()));
      for (const { name, inventory } of cancelled) {
        const { status } = await someoneElse(kubernetes).call(
          'GET',
          `/api/v1/namespaces/${name}`,
        );
        expect([status, inventory]).toEqual([404, []]);
      }
    }
  });

  async function die(dieAt: number, written: boolean) {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    await runUntilDeath(namespace, { dieAt, written }, () => namespace.apply());
    return namespace;
  }
});
