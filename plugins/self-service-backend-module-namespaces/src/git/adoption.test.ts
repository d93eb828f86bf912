import { parse } from 'yaml';
import {
  apply,
  destroy,
  gitTarget,
  stepContext,
} from '../__testUtils__/gitTarget';
import { bareRemote } from '../__testUtils__/remoteRepository';
import { namespaceResource } from '../__testUtils__/resources';

jest.setTimeout(60_000);

const folder = 'environments/local/checkout/checkout-dev';

describe('a folder that is there already', () => {
  /** A folder that stands there without a record of Slipway's. */
  async function foreign(tier: 'small' | 'large') {
    const remote = await bareRemote();
    const target = await gitTarget({ repository: remote.path });
    const made = namespaceResource({ id: 'somebody-else', spec: { tier } });
    await apply(target, stepContext({ resource: made }));
    return { ...remote, target };
  }

  it.each([
    ['never', 'small', 'is there already, and Slipway did not make it'],
    ['if-identical', 'large', 'differs from what would be written'],
  ] as const)(
    'refuses a folder that is not ours: adoption %s of a %s one',
    async (adoption, tier, message) => {
      const { edit, target } = await foreign(tier);
      await edit({ [`${folder}/request.yaml`]: null });
      const context = stepContext({
        resource: namespaceResource({ adoption }),
      });
      await expect(apply(target, context)).rejects.toMatchObject({
        message: expect.stringContaining(message),
        permanent: true,
      });
      expect((await destroy(target, context)).did).toEqual([]);
    },
  );

  it.each([
    ['if-identical', 'small'],
    ['always', 'large'],
  ] as const)(
    'takes over what may be taken over: adoption %s of a %s one',
    async (adoption, tier) => {
      const { edit, git, target } = await foreign(tier);
      await edit({ [`${folder}/request.yaml`]: null });
      const context = stepContext({
        resource: namespaceResource({ adoption }),
      });
      expect((await apply(target, context)).did).toEqual(['commit']);
      expect(
        parse(await git('show', `main:${folder}/request.yaml`)).resource.id,
      ).toBe(context.resource.id);
    },
  );

  it('never takes over what belongs to another request, in its team or another', async () => {
    const { target } = await foreign('small');
    const resource = namespaceResource({ adoption: 'always' });
    await expect(apply(target, stepContext({ resource }))).rejects.toThrow(
      'belongs to another request: resource somebody-else',
    );
    const elsewhere = { ...resource, team: 'group:default/accounts' };
    await expect(
      apply(target, stepContext({ resource: elsewhere })),
    ).rejects.toThrow(`stands in ${folder} already`);
  });
});
