import { Observation } from '@slipway/plugin-self-service-node';
import {
  apply,
  destroy,
  gitTarget,
  stepContext,
} from '../__testUtils__/gitTarget';
import { bareRemote } from '../__testUtils__/remoteRepository';
import { NamespaceTarget } from '../targets/NamespaceTarget';

jest.setTimeout(60_000);

const folder = 'environments/local/checkout/checkout-dev';
const context = stepContext();
const items = context.plan?.items ?? [];

/** A cluster in which a controller has done what the test says. */
async function setUp() {
  const cluster: { seen: Observation } = { seen: having([]) };
  const status: NamespaceTarget = {
    ...(await gitTarget({ name: 'eu' })),
    title: 'EU cluster',
    observe: async () => cluster.seen,
  };
  const remote = await bareRemote();
  const target = await gitTarget({ repository: remote.path }, status);
  return { cluster, remote, target };
}

function having(objects: typeof items, ours = true): Observation {
  const byKey = new Map(objects.map(({ key, desired }) => [key, desired]));
  return {
    known: true,
    conditions: [],
    items: items.map(({ key }) => {
      const actual = byKey.get(key) ?? null;
      return { key, actual, ours: ours && actual !== null, managers: {} };
    }),
  };
}

describe('a Git target whose cluster can be asked', () => {
  it('is done when the cluster has all of it, not when it is committed', async () => {
    const { cluster, remote, target } = await setUp();
    const waiting = await apply(target, context);
    expect(waiting).toMatchObject({
      did: ['commit', 'applied'],
      waitingFor: expect.stringMatching(
        /^a controller to apply Namespace\/checkout-dev, .* in EU cluster$/,
      ),
    });
    expect(await remote.git('ls-tree', 'main', '--', folder)).not.toBe('');
    cluster.seen = { known: false, reason: 'The cluster is away' };
    expect((await apply(target, context)).waitingFor).toBe(
      'EU cluster: The cluster is away',
    );
    cluster.seen = having(items.slice(0, -1));
    expect((await apply(target, context)).waitingFor).toBe(
      'a controller to apply RoleBinding/slipway-team in EU cluster',
    );
    cluster.seen = having(items);
    expect(await apply(target, context)).toMatchObject({
      did: [],
      waitingFor: undefined,
      outputs: { applied: { cluster: 'eu' } },
    });
  });

  it('waits for what people merged, where that is not the plan', async () => {
    const { cluster, remote, target } = await setUp();
    await apply(target, context);
    const quota = await remote.git('show', `main:${folder}/quota.yaml`);
    await remote.edit({
      [`${folder}/quota.yaml`]: `${quota.replace('pods: "10"', 'pods: "5"')}\n`,
    });
    const applied = target.steps(context).slice(-1);
    const look = () => apply({ ...target, steps: () => applied }, context);
    cluster.seen = having(items);
    expect((await look()).waitingFor).toMatch(
      /apply ResourceQuota\/compute in/,
    );
    cluster.seen = having(
      items.map(item =>
        item.type === 'ResourceQuota'
          ? JSON.parse(
              JSON.stringify(item).replace('"pods":"10"', '"pods":"5"'),
            )
          : item,
      ),
    );
    expect((await look()).waitingFor).toBeUndefined();
  });

  it('is gone when the cluster has nothing of it, and in the inventory until then', async () => {
    const { cluster, remote, target } = await setUp();
    cluster.seen = having(items);
    const { inventory } = await apply(target, context);
    const end = { ...context, inventory };
    const ending = await destroy(target, end);
    expect(ending).toMatchObject({
      did: ['commit', 'gone'],
      waitingFor: expect.stringMatching(
        /^a controller to remove Namespace\/checkout-dev, .* from EU cluster$/,
      ),
    });
    expect(ending.inventory).toHaveLength(items.length);
    expect(await remote.git('ls-tree', 'main', '--', folder)).toBe('');
    cluster.seen = { known: false, reason: 'The cluster is away' };
    expect((await destroy(target, end)).inventory).toHaveLength(items.length);
    // What others made there since is none of ours.
    cluster.seen = having(items, false);
    expect(await destroy(target, end)).toMatchObject({
      did: [],
      waitingFor: undefined,
      inventory: [],
    });
  });
});
