import { DesiredResource } from '@slipway/plugin-self-service-node';
import { gitTarget, stepContext } from '../__testUtils__/gitTarget';
import { namespaceResource } from '../__testUtils__/resources';
import { defaultRenderOptions } from '../render/context';
import { NamespaceTarget } from '../targets/NamespaceTarget';
import { createNamespaceKind } from './createNamespaceKind';
import { namespaceSchema, NamespaceSpec } from './spec';

async function setUp(options: { cluster?: Partial<NamespaceTarget> } = {}) {
  const git = await gitTarget();
  const cluster: NamespaceTarget = { ...git, name: 'eu', ...options.cluster };
  return createNamespaceKind({
    targets: [git, cluster],
    kept: { names: ['ingress-nginx'], prefixes: [] },
    render: defaultRenderOptions,
    clusterDomain: 'cluster.local',
  });
}

const issue = (
  kind: Awaited<ReturnType<typeof setUp>>,
  resource: DesiredResource<NamespaceSpec>,
) => {
  const action = kind.actions.find(({ id }) => id === 'kubeconfig');
  return action?.type === 'issue'
    ? {
        whyNot: action.whyNot?.(resource),
        run: () =>
          action.issue({
            resource,
            input: { hours: 8 },
            userRef: 'user:default/ana.brandt',
            signal: new AbortController().signal,
          }),
      }
    : undefined;
};

describe('the kind of namespaces', () => {
  it('shows what follows from the inputs', async () => {
    const kind = await setUp();
    expect(kind.derive?.(namespaceResource())).toEqual([
      { label: 'Namespace', value: 'checkout-dev' },
      {
        label: 'Service addresses end in',
        value: 'checkout-dev.svc.cluster.local',
      },
      {
        label: 'Git repository',
        value: "environments.git on the portal's disk",
      },
      { label: 'Branch', value: 'main' },
      { label: 'Folder', value: 'environments/local/checkout/checkout-dev' },
    ]);
    expect(kind.derive?.(namespaceResource({ name: 'Not one' }))).toEqual([]);
    expect(kind.checkName('ingress-nginx')).toMatch(/reserved/);
    expect(kind.facts(namespaceResource())).toContainEqual({
      label: 'Guaranteed',
      value: '1 core, 2 GiB',
    });
  });

  it('is honest about a pause that Git cannot carry out', async () => {
    const kind = await setUp({ cluster: { type: 'kubernetes' } });
    const notes = (target: string) =>
      kind.plan(namespaceResource({ paused: true, target })).notes.join('\n');
    expect(notes('local')).toMatch(/Pods that run already keep running/);
    expect(notes('eu')).not.toMatch(/keep running/);
    expect(notes('eu')).toMatch(/no pod can start/);
  });

  it('changes the tier and the labels, and nothing else', async () => {
    const kind = await setUp();
    const resource = namespaceResource({ spec: { podSecurity: 'baseline' } });
    const change = (id: string, input: Record<string, never> | object) => {
      const action = kind.actions.find(candidate => candidate.id === id);
      return action?.type === 'change'
        ? action.change(resource, input as Record<string, never>)
        : undefined;
    };
    expect(change('change-tier', { tier: 'large' })).toEqual({
      spec: { ...resource.spec, tier: 'large' },
    });
    expect(change('change-labels', { labels: { part: 'till' } })).toEqual({
      spec: { ...resource.spec, labels: { part: 'till' } },
    });
    expect(() => change('change-tier', { tier: 'vast' })).toThrow(/tier/);
    expect(() =>
      change('change-labels', { labels: { team: 'another' } }),
    ).toThrow(/set by Slipway/);
  });

  it('gives a kubeconfig where there is a cluster, and says why not elsewhere', async () => {
    const asked: number[] = [];
    const kind = await setUp({
      cluster: {
        issueKubeconfig: async ({ lifetime, userRef }) => {
          asked.push(lifetime);
          return {
            title: 'Kubeconfig',
            content: userRef,
            fileName: 'k.yaml',
            expiresAt: '2026-03-02T17:30:00.000Z',
            help: '',
          };
        },
      },
    });
    const there = issue(kind, namespaceResource({ target: 'eu' }));
    expect(there?.whyNot).toBeUndefined();
    await there?.run();
    expect(asked).toEqual([8 * 3600]);

    const nowhere = issue(kind, namespaceResource());
    expect(nowhere?.whyNot).toMatch(/no cluster here that could give a token/);
    await expect(nowhere?.run()).rejects.toThrow(/no cluster here/);
  });

  it('names the setting when a target is gone', async () => {
    const kind = await setUp();
    const resource = namespaceResource({ target: 'gone' });
    expect(() => kind.steps(stepContext({ resource }))).toThrow(
      "no target 'gone' in selfService.namespaces.targets",
    );
  });
});

describe('a request for a namespace', () => {
  it('is filled with defaults', () => {
    expect(namespaceSchema.parse({})).toEqual({
      tier: 'small',
      podSecurity: 'restricted',
      labels: {},
    });
  });

  it.each([
    [{ tier: 'vast' }, ['tier']],
    [{ podSecurity: 'privileged' }, ['podSecurity']],
    [{ replicas: 3 }, []],
    [{ labels: { 'a b': 'c' } }, ['labels', 'a b']],
    [{ labels: { part: 'x: y\n---' } }, ['labels', 'part']],
    [{ labels: { 'slipway.dev/team': 'x' } }, ['labels', 'slipway.dev/team']],
    [{ labels: { part: 'x'.repeat(64) } }, ['labels', 'part']],
    [
      {
        labels: Object.fromEntries(
          Array.from({ length: 21 }, (_, index) => [`l${index}`, 'x']),
        ),
      },
      ['labels'],
    ],
  ])('is refused at the field: %j', (input, path) => {
    const result = namespaceSchema.safeParse(input);
    expect(result.error?.issues[0].path).toEqual(path);
  });
});
