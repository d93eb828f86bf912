import { compareFields } from '@slipway/plugin-self-service-common';
import { parse } from 'yaml';
import {
  apply,
  gitTarget,
  observe,
  planOf,
  stepContext,
} from '../__testUtils__/gitTarget';
import { bareRemote } from '../__testUtils__/remoteRepository';

jest.setTimeout(60_000);

const folder = 'environments/local/checkout/checkout-dev';

describe('a folder that was edited by hand', () => {
  it('is read with who did it, and put back object by object', async () => {
    const { path, git, edit } = await bareRemote();
    const target = await gitTarget({ repository: path });
    const context = stepContext();
    const { inventory } = await apply(target, context);
    const quota = await git('show', `main:${folder}/quota.yaml`);
    const limits = await git('show', `main:${folder}/limitrange.yaml`);
    await edit({
      [`${folder}/quota.yaml`]: `# more\n${quota.replace(
        'pods: "10"',
        'pods: "99"',
      )}\n`,
      [`${folder}/limitrange.yaml`]: `${limits.replace('500m', '900m')}\n`,
      [`${folder}/networkpolicies.yaml`]: ': : not yaml [',
      [`${folder}/rbac.yaml`]: null,
    });

    const fresh = await gitTarget({ repository: path });
    const seen = await observe(fresh, { ...context, inventory });
    const items = seen.known ? seen.items : [];
    const byKey = new Map(items.map(item => [item.key, item]));
    expect(byKey.get('ResourceQuota/compute')).toMatchObject({
      ours: true,
      actual: { spec: { hard: { pods: '99' } } },
      managers: {
        'spec.hard.pods': expect.stringMatching(/^Sam Builder in commit /),
      },
    });
    expect(byKey.get('NetworkPolicy/default-deny')?.actual).toBeNull();
    expect(byKey.get('RoleBinding/slipway-team')?.actual).toBeNull();
    expect(seen).toMatchObject({
      conditions: [
        {
          type: 'Committed',
          status: 'false',
          message: expect.stringMatching(
            /differ: limitrange.yaml, networkpolicies.yaml, quota.yaml, rbac.yaml.*cannot be read/,
          ),
        },
        { type: 'Applied', status: 'unknown', reason: 'NoClusterToAsk' },
      ],
    });

    const drifted = {
      ...context,
      inventory,
      request: undefined,
      requestId: '',
    };
    for (const item of planOf(context.resource).items.filter(
      ({ type }) => type !== 'LimitRange',
    )) {
      await fresh.restore(drifted, item);
    }
    const after = await observe(fresh, { ...context, inventory });
    const differing = (after.known ? after.items : []).filter(
      ({ key, actual }) =>
        compareFields(
          context.plan?.items.find(item => item.key === key)?.desired,
          actual,
        ).length > 0,
    );
    expect(differing.map(({ key }) => key)).toEqual(['LimitRange/defaults']);
    expect(await git('show', `main:${folder}/quota.yaml`)).toBe(quota);
    expect(await git('log', '-1', '--format=%s', 'main')).toBe(
      'Put back namespace checkout-dev as it was requested',
    );
  });

  it('keeps what others list when one of our files is listed again', async () => {
    const { path, git, edit } = await bareRemote();
    const target = await gitTarget({ repository: path });
    const context = stepContext();
    await apply(target, context);
    const list = `${folder}/kustomization.yaml`;
    const text = await git('show', `main:${list}`);
    await edit({
      [`${folder}/alerts.yaml`]: 'kind: ConfigMap\n',
      [list]: `${text.replace(/.*rbac.yaml/, '  - alerts.yaml')}\n`,
    });
    const [binding] = planOf(context.resource).items.filter(
      ({ type }) => type === 'RoleBinding',
    );
    await target.restore({ ...context, request: undefined }, binding);
    expect(
      parse(await git('show', `main:${list}`)).resources.slice(0, 1),
    ).toEqual(['alerts.yaml']);
    expect(await git('show', `main:${list}`)).toContain('rbac.yaml');
    expect(await observe(target, context)).toMatchObject({
      conditions: [{ type: 'Committed', status: 'true' }, {}],
    });
  });
});
