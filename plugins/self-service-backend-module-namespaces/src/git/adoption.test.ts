import { AdoptionMode } from '@slipway/plugin-self-service-node';
import { parse } from 'yaml';
import {
  apply,
  destroy,
  gitTarget,
  observe,
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

  it('takes a folder for identical that lacks nothing but the marks', async () => {
    const { edit, git, target } = await foreign('small');
    const names = (await git('ls-tree', '--name-only', `main:${folder}`))
      .trim()
      .split('\n')
      .filter(name => name !== 'request.yaml');
    const marks =
      /^ +(app\.kubernetes\.io\/managed-by|slipway\.dev\/[a-z-]+):.*\n/gm;
    const unmarked = await Promise.all(
      names.map(async (name): Promise<[string, string]> => {
        const text = await git('show', `main:${folder}/${name}`);
        return [`${folder}/${name}`, `${text.trimEnd()}\n`.replace(marks, '')];
      }),
    );
    expect(JSON.stringify(unmarked)).not.toMatch(/managed-by|slipway.dev/);
    await edit({
      [`${folder}/request.yaml`]: null,
      ...Object.fromEntries(unmarked),
    });
    const context = stepContext({
      resource: namespaceResource({ adoption: 'if-identical' }),
    });
    expect((await apply(target, context)).did).toEqual(['commit']);
  });

  it('takes over a folder identical but for what others put there only with always, and keeps that', async () => {
    const { edit, git, target } = await foreign('small');
    const kustomization = await git(
      'show',
      `main:${folder}/kustomization.yaml`,
    );
    const alert = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n';
    await edit({
      [`${folder}/request.yaml`]: null,
      [`${folder}/alerts.yaml`]: alert,
      [`${folder}/a "note" of ours.md`]: 'Why\n',
      [`${folder}/charts/till/values.yaml`]: 'a: 1\n',
      [`${folder}/kustomization.yaml`]: `${kustomization}\n  - alerts.yaml\n  - charts\n`,
    });
    const asked = (adoption: AdoptionMode) =>
      stepContext({ resource: namespaceResource({ adoption }) });
    await expect(apply(target, asked('if-identical'))).rejects.toThrow(
      'differs from what would be written',
    );
    const context = asked('always');
    const { inventory } = await apply(target, context);
    const here = async (path: string) =>
      (await git('ls-tree', '-r', '-z', '--name-only', `main:${path}`))
        .split('\0')
        .filter(Boolean);
    const left = [
      'a "note" of ours.md',
      'alerts.yaml',
      'charts/till/values.yaml',
    ];
    expect(await here(folder)).toEqual(expect.arrayContaining(left));
    expect(
      parse(await git('show', `main:${folder}/kustomization.yaml`)).resources,
    ).toEqual(expect.arrayContaining(['alerts.yaml', 'charts', 'rbac.yaml']));
    expect(await observe(target, { ...context, inventory })).toMatchObject({
      conditions: [
        {
          type: 'Committed',
          status: 'true',
          message: expect.stringContaining(
            'leaves alone: a "note" of ours.md, alerts.yaml, charts.',
          ),
        },
        {},
      ],
    });

    // Nor do they go with a change, and a transfer takes them along.
    const { resource } = context;
    const larger = {
      ...resource,
      spec: { ...resource.spec, tier: 'large' as const },
    };
    expect(
      (await apply(target, stepContext({ resource: larger, inventory }))).did,
    ).toEqual(['commit']);
    expect(await here(folder)).toEqual(expect.arrayContaining(left));
    const transferred = { ...larger, team: 'group:default/accounts' };
    await apply(target, stepContext({ resource: transferred, inventory }));
    const moved = 'environments/local/accounts/checkout-dev';
    expect(await here(moved)).toEqual(expect.arrayContaining(left));
    expect(await git('show', `main:${moved}/alerts.yaml`)).toBe(alert.trim());
    expect(await git('ls-tree', 'main', '--', folder)).toBe('');
    expect(
      (await apply(target, stepContext({ resource: transferred, inventory })))
        .did,
    ).toEqual([]);
  });

  it.each([
    [
      'RoleBinding/others in rbac.yaml',
      'rbac.yaml',
      (text: string) =>
        `${text}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: others }\n`,
    ],
    [
      'patches in kustomization.yaml',
      'kustomization.yaml',
      (text: string) => `${text}\npatches: []\n`,
    ],
    [
      '../base in kustomization.yaml',
      'kustomization.yaml',
      (text: string) => `${text}\n  - ../base\n`,
    ],
    ['quota.yaml', 'quota.yaml', () => ': : ['],
    ['request.yaml', 'request.yaml', () => 'a: note of a person\n'],
  ])(
    'never writes over what others wrote into files of our names: %s',
    async (what, file, change) => {
      const { edit, git, target } = await foreign('small');
      const path = `${folder}/${file}`;
      const before = await git('show', `main:${path}`);
      await edit({ [`${folder}/request.yaml`]: null, [path]: change(before) });
      const resource = namespaceResource({ adoption: 'always' });
      await expect(
        apply(target, stepContext({ resource })),
      ).rejects.toMatchObject({
        permanent: true,
        message: expect.stringContaining(`would lose what is in it: ${what}`),
      });
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
