import {
  apply,
  destroy,
  gitTarget,
  observe,
  stepContext,
} from '../__testUtils__/gitTarget';
import { forgeServer } from '../__testUtils__/forgeServer';
import { bareRemote } from '../__testUtils__/remoteRepository';
import { namespaceResource } from '../__testUtils__/resources';

jest.setTimeout(60_000);

const folder = 'environments/local/checkout/checkout-dev';
const context = stepContext({ requestId: 'r-1' });
const merged = {
  state: 'closed' as const,
  merged_at: '2026-03-03T10:00:00Z',
  merged_by: { login: 'joel' },
};

const forges: Array<Awaited<ReturnType<typeof forgeServer>>> = [];
afterEach(async () => {
  await Promise.all(forges.splice(0).map(forge => forge.close()));
});

/** A creation that waits for its pull request. */
async function proposed() {
  const remote = await bareRemote();
  await remote.git('config', 'receive.denyDeletes', 'false');
  const forge = await forgeServer('forge-token');
  forges.push(forge);
  const target = await gitTarget({
    repository: remote.path,
    mode: 'branch',
    forge: forge.settings,
  });
  // A branch needs something to be merged into.
  await apply(
    await gitTarget({ repository: remote.path }),
    stepContext({
      resource: namespaceResource({ name: 'other', id: 'other' }),
    }),
  );
  expect((await apply(target, context)).waitingFor).toMatch(/pull\/1/);
  return { remote, forge, target };
}

describe('a pull request that was merged with a change of the reviewer', () => {
  it('is done, with who merged it and what differs, which is drift', async () => {
    const { remote, forge, target } = await proposed();
    await remote.squash('provision/r-1');
    const quota = await remote.git('show', `main:${folder}/quota.yaml`);
    await remote.edit({
      [`${folder}/quota.yaml`]: `${quota.replace('pods: "10"', 'pods: "5"')}\n`,
    });
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    expect((await apply(target, { ...context, log })).waitingFor).toMatch(
      /pull\/1 to be merged/,
    );
    Object.assign(forge.pulls[0], merged);
    const [, , ...rest] = target.steps(context);
    const end = await apply(
      { ...target, steps: () => rest },
      { ...context, log },
    );
    expect(end).toMatchObject({
      waitingFor: undefined,
      outputs: {
        merge: {
          commit: await remote.git('rev-parse', 'main'),
          mergedBy: 'joel',
        },
      },
    });
    expect(end.inventory).toHaveLength(context.plan?.items.length ?? 0);
    expect(lines.join()).toContain(
      `pull/1 was merged with changes: ${folder}/quota.yaml.`,
    );
    expect(forge.pulls).toHaveLength(1);
    expect(await remote.branches()).toBe('main');
    expect(await observe(target, context)).toMatchObject({
      conditions: [
        { type: 'Committed', status: 'false', reason: 'Differs' },
        {},
      ],
    });
  });

  it.each([
    ['nothing of it', `${folder}/namespace.yaml`],
    ['not the record of whose it is', `${folder}/request.yaml`],
  ])('fails with the names of the files when %s came in', async (_, file) => {
    const { remote, forge, target } = await proposed();
    const files = (await remote.git('ls-tree', '-r', 'provision/r-1'))
      .split('\n')
      .map(line => line.split('\t')[1]);
    await remote.squash('provision/r-1');
    const gone = file.endsWith('request.yaml') ? [file] : files;
    await remote.edit(
      Object.fromEntries(
        gone
          .filter(path => path.startsWith(folder))
          .map(path => [path, null] as const),
      ),
    );
    Object.assign(forge.pulls[0], merged);
    const [, , ...rest] = target.steps(context);
    await expect(
      apply({ ...target, steps: () => rest }, context),
    ).rejects.toMatchObject({
      permanent: true,
      message: expect.stringMatching(
        new RegExp(`pull/1 was merged, but .*${file}`),
      ),
    });
  });

  it('fails when it was a removal and the folder is still there', async () => {
    const { remote, forge, target } = await proposed();
    await remote.squash('provision/r-1');
    Object.assign(forge.pulls[0], merged);
    const { inventory } = await apply(target, context);
    const end = { ...context, requestId: 'r-2', inventory, plan: null };
    expect((await destroy(target, end)).waitingFor).toMatch(/pull\/2/);
    Object.assign(forge.pulls[1], merged);
    const [, , ...rest] = target.destroy(end);
    await expect(
      destroy({ ...target, destroy: () => rest }, end),
    ).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining(
        `pull/2 was merged, but what it proposed is not there: ${folder}`,
      ),
    });
    await remote.squash('provision/r-2-remove');
    expect(
      (await destroy({ ...target, destroy: () => rest }, end)).waitingFor,
    ).toBeUndefined();
  });
});
