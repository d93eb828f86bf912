import { LeaseLostError } from '@slipway/plugin-self-service-node';
import {
  apply,
  destroy,
  gitTarget,
  observe,
  stepContext,
  walk,
} from '../__testUtils__/gitTarget';
import { forgeServer } from '../__testUtils__/forgeServer';
import { bareRemote } from '../__testUtils__/remoteRepository';
import { namespaceResource } from '../__testUtils__/resources';

jest.setTimeout(60_000);

const token = 'forge-token-that-is-secret';
const folder = 'environments/local/checkout/checkout-dev';
const context = stepContext({ requestId: 'r-1' });

const forges: Array<Awaited<ReturnType<typeof forgeServer>>> = [];
afterEach(async () => {
  await Promise.all(forges.splice(0).map(forge => forge.close()));
});

async function setUp(withForge = true) {
  const remote = await bareRemote();
  await remote.git('config', 'receive.denyDeletes', 'false');
  const forge = await forgeServer(token);
  forges.push(forge);
  const newTarget = () =>
    gitTarget({
      repository: remote.path,
      mode: 'branch',
      ...(withForge && { forge: forge.settings }),
    });
  // A branch needs something to be merged into.
  const first = await gitTarget({ repository: remote.path });
  await apply(
    first,
    stepContext({
      resource: namespaceResource({ name: 'other', id: 'other' }),
    }),
  );
  return { remote, forge, newTarget, target: await newTarget() };
}

describe('a proposal', () => {
  it('is one branch and one pull request, however often it is made', async () => {
    const { remote, forge, newTarget, target } = await setUp();
    const first = await apply(target, context);
    expect(first).toMatchObject({
      did: ['propose', 'pull-request', 'merge'],
      waitingFor:
        'pull request https://forge.example/shop/environments/pull/1 to be merged into main',
    });
    const proposed = await remote.git('rev-parse', 'provision/r-1');
    expect(await remote.git('rev-parse', 'provision/r-1^')).toBe(
      await remote.git('rev-parse', 'main'),
    );

    const again = await apply(await newTarget(), context);
    expect(again.did).toEqual(['merge']);
    expect(await remote.git('rev-parse', 'provision/r-1')).toBe(proposed);
    expect(forge.pulls).toHaveLength(1);
    expect(forge.pulls[0]).toMatchObject({
      title: 'Add namespace checkout-dev',
      head: 'provision/r-1',
    });
    expect(forge.pulls[0].body).toMatch(
      /self-service\/requests\/r-1[^]*\nThe till needs a place to be tried.\n/,
    );
    expect(await observe(target, context)).toMatchObject({
      conditions: [
        { type: 'Committed', status: 'false', reason: 'Missing' },
        {},
      ],
    });
  });

  it('is applied when it was merged, squashed or not, and leaves no branch', async () => {
    const { remote, forge, target } = await setUp();
    const { inventory } = await apply(target, context);
    await remote.squash('provision/r-1');
    Object.assign(forge.pulls[0], {
      state: 'closed',
      merged_at: '2026-03-03T10:00:00Z',
      merged_by: { login: 'joel' },
    });
    const merged = await apply(target, { ...context, inventory });
    expect(merged).toMatchObject({
      did: ['tidy'],
      waitingFor: undefined,
      outputs: {
        merge: {
          commit: await remote.git('rev-parse', 'main'),
          mergedBy: 'joel',
          folder,
        },
      },
    });
    expect(await remote.branches()).toBe('main');

    const end = { ...context, requestId: 'r-2', inventory };
    expect((await destroy(target, end)).waitingFor).toMatch(/pull\/2/);
    await remote.squash('provision/r-2-remove');
    expect(await destroy(target, end)).toMatchObject({
      inventory: [],
      waitingFor: undefined,
    });
    expect(await remote.git('ls-tree', 'main', '--', folder)).toBe('');
    expect(await remote.branches()).toBe('main');
  });

  it('is cancelled when it was closed, and withdrawn when it is cancelled', async () => {
    const { remote, forge, target } = await setUp();
    await apply(target, context);
    forge.pulls[0].state = 'closed';
    await expect(apply(target, context)).rejects.toMatchObject({
      name: 'StepError',
      cancels: true,
      permanent: true,
      message: expect.stringMatching(/pull\/1 was closed without being merged/),
    });

    const second = { ...context, requestId: 'r-2' };
    await apply(target, second);
    // As the engine takes it back: without a plan, and twice after a crash.
    const back = { ...second, plan: null };
    for (const step of [...target.steps(second)].reverse()) {
      await step.undo?.(back);
      await step.undo?.(back);
    }
    expect(forge.pulls[1].state).toBe('closed');
    expect((await remote.branches()).split('\n')).toEqual([
      'main',
      'provision/r-1',
    ]);
    const left = await destroy(target, second);
    expect(left).toMatchObject({ did: [], waitingFor: undefined });
    expect(forge.pulls).toHaveLength(2);
  });

  it('is a bare branch for a person where there is no forge', async () => {
    const { remote, target } = await setUp(false);
    const waiting = await apply(target, context);
    expect(waiting.did).toEqual(['propose', 'merge']);
    expect(waiting.waitingFor).toBe(
      'branch provision/r-1 to be merged into main',
    );
    await remote.squash('provision/r-1');
    expect((await apply(target, context)).waitingFor).toBeUndefined();
  });

  it('of a correction waits to be merged too, once', async () => {
    const { remote, forge, target } = await setUp();
    await apply(target, context);
    await remote.squash('provision/r-1');
    await apply(target, context);
    await remote.edit({ [`${folder}/quota.yaml`]: 'kind: ConfigMap\n' });
    const [item] = (context.plan?.items ?? []).filter(
      ({ type }) => type === 'ResourceQuota',
    );
    const drifted = { ...context, request: undefined, requestId: '' };
    for (let time = 0; time < 2; time++) {
      await expect(target.restore(drifted, item)).rejects.toThrow(
        'The correction of ResourceQuota/compute waits to be merged',
      );
    }
    expect(forge.pulls.map(({ head }) => head)).toEqual([
      'provision/r-1',
      `provision/drift-${context.resource.id}`,
    ]);
    await remote.squash(`provision/drift-${context.resource.id}`);
    expect(await target.restore(drifted, item)).toMatchObject({
      key: 'ResourceQuota/compute',
    });
  });
});

describe('a lease that is lost', () => {
  const losing = (after: number) => {
    let asked = 0;
    return async () => {
      asked += 1;
      if (asked > after) {
        throw new LeaseLostError('another has it');
      }
    };
  };

  it('opens no pull request, neither of a request nor of drift', async () => {
    const { remote, forge, target } = await setUp();
    const [propose, ...rest] = target.steps(context);
    await walk([propose], context);
    await expect(
      walk(rest, { ...context, assertLease: losing(0) }),
    ).rejects.toThrow('another has it');
    expect(forge.pulls).toEqual([]);

    await apply(target, context);
    await remote.squash('provision/r-1');
    await remote.edit({ [`${folder}/quota.yaml`]: 'kind: ConfigMap\n' });
    const [item] = (context.plan?.items ?? []).filter(
      ({ type }) => type === 'ResourceQuota',
    );
    const drifted = { ...context, request: undefined, requestId: '' };
    await expect(
      // It may still push the branch.
      target.restore({ ...drifted, assertLease: losing(1) }, item),
    ).rejects.toThrow('another has it');
    expect(forge.pulls).toHaveLength(1);
  });
});

describe('a forge that fails', () => {
  it.each([
    [{ status: 403, headers: { 'retry-after': '7' } }, { retryAfterMs: 7000 }],
    [{ status: 429 }, { retryAfterMs: 60_000 }],
    [{ status: 401 }, { remedy: /token that may write pull requests/ }],
    [{ status: 502 }, { remedy: /tried again/ }],
  ])('answers %j: said in words, without its text', async (failure, said) => {
    const { forge, target } = await setUp();
    const [propose, ...rest] = target.steps(context);
    await walk([propose], context);
    forge.failures.push(failure);
    const error = await walk(rest, context).then(
      () => undefined,
      reason => reason,
    );
    expect(error).toMatchObject({ name: 'StepError', permanent: false });
    expect(error.retryAfterMs).toBe(
      'retryAfterMs' in said ? said.retryAfterMs : undefined,
    );
    expect(error.remedy).toMatch('remedy' in said ? said.remedy : /./);
    expect(String(error)).not.toContain(token);
    expect((await walk(rest, context)).did).toEqual(['pull-request', 'merge']);
  });
});
