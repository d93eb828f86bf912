import { testGitRepository } from '@slipway/testing';
import { parse } from 'yaml';
import {
  apply,
  destroy,
  gitTarget,
  observe,
  stepContext,
  temporaryFolder,
} from '../__testUtils__/gitTarget';
import { bareRemote } from '../__testUtils__/remoteRepository';
import { namespaceResource } from '../__testUtils__/resources';

jest.setTimeout(60_000);

const folder = 'environments/local/checkout/checkout-dev';

describe('a repository that Slipway keeps', () => {
  it('has a folder of canonical files after one commit, and none after a repetition', async () => {
    const dir = await temporaryFolder();
    const target = await gitTarget({ path: `${dir}/environments.git` });
    const reader = await testGitRepository();
    const git = (...args: string[]) =>
      reader.git(`--git-dir=${dir}/environments.git`, ...args);
    const context = stepContext();

    const first = await apply(target, context);
    expect(first).toMatchObject({ did: ['commit'], waitingFor: undefined });
    expect(first.inventory.map(({ reference }) => reference)).toContain(
      `v1/Namespace checkout-dev in ${folder}`,
    );
    expect(first.outputs.commit).toMatchObject({
      branch: 'main',
      folder,
      commit: await git('rev-parse', 'main'),
    });
    expect(await git('ls-tree', '-r', '--name-only', 'main')).toBe(
      [
        'kustomization',
        'limitrange',
        'namespace',
        'networkpolicies',
        'quota',
        'rbac',
        'request',
        'serviceaccount',
      ]
        .map(name => `${folder}/${name}.yaml`)
        .join('\n'),
    );
    expect(await git('show', `main:${folder}/serviceaccount.yaml`)).toBe(
      [
        'apiVersion: v1',
        'automountServiceAccountToken: false',
        'kind: ServiceAccount',
        'metadata:',
        '  annotations:',
        '    slipway.dev/resource-id: "6f2f3a52-0a3d-4a5e-9f0e-0d6c3c1f1a01"',
        '  labels:',
        '    app.kubernetes.io/managed-by: slipway',
        '  name: app',
        '  namespace: checkout-dev',
      ].join('\n'),
    );
    expect(await git('log', '-1', '--format=%an <%ae> %cI%n%B', 'main')).toBe(
      [
        'Slipway <slipway@slipway.invalid> 2026-03-02T09:30:00+00:00',
        'Add namespace checkout-dev',
        '',
        'The till needs a place to be tried.',
        '',
        `Slipway-Request: ${context.requestId}`,
        `Slipway-Resource: ${context.resource.id}`,
        'Requested-By: user:default/ana.brandt',
        '',
      ].join('\n'),
    );
    expect(
      parse(await git('show', `main:${folder}/request.yaml`)),
    ).toMatchObject({
      inputs: { tier: 'small' },
      templateVersion: '2',
      request: { id: context.requestId, planHash: 'abc' },
      resource: { id: context.resource.id, team: 'group:default/checkout' },
    });

    const again = await apply(target, context);
    expect(again).toEqual({ ...first, did: [] });
    const other = await apply(target, { ...context, requestId: 'another' });
    expect(other.did).toEqual([]);
    expect(await git('rev-list', '--count', 'main')).toBe('1');
    expect(await git('for-each-ref', '--format=%(refname)')).toBe(
      'refs/heads/main',
    );
    expect(
      await target.checkHealth(new AbortController().signal),
    ).toMatchObject({
      health: 'reachable',
      version: (await git('rev-parse', 'main')).slice(0, 7),
      lastEventAt: '2026-03-02T09:30:00.000Z',
    });
  });
});

describe('a repository elsewhere', () => {
  it('follows a change, a transfer and the end', async () => {
    const { path, git } = await bareRemote();
    const target = await gitTarget({ repository: path });
    const { inventory } = await apply(target, stepContext());

    const larger = namespaceResource({
      spec: { tier: 'large' },
      templateVersion: '1',
    });
    const change = stepContext({
      resource: larger,
      inventory,
      requestId: 'r-2',
      request: {
        action: 'change-tier',
        reason: 'More\u2028room\nSlipway-Request: forged',
        requestedBy: 'user:default/ana.brandt',
        planHash: null,
      },
    });
    await apply(target, change);
    expect(
      parse(await git('show', `main:${folder}/quota.yaml`)).spec.hard,
    ).toMatchObject({ 'requests.cpu': '8' });
    expect(await git('log', '-1', '--format=%b', 'main')).toMatch(
      /^More room Slipway-Request: forged\n\nSlipway-Request: r-2\n/,
    );

    const moved = stepContext({
      resource: { ...larger, team: 'group:default/accounts' },
      inventory,
      requestId: 'r-3',
    });
    expect(await observe(target, moved)).toMatchObject({
      known: true,
      items: expect.arrayContaining([
        {
          key: 'Namespace/checkout-dev',
          ours: true,
          actual: expect.anything(),
          managers: expect.objectContaining({
            'metadata.labels.team':
              expect.stringMatching(/^Slipway in commit /),
          }),
        },
      ]),
    });
    await apply(target, moved);
    expect(
      await git('ls-tree', '-d', '--name-only', 'main:environments/local'),
    ).toBe('accounts');

    const end = await destroy(target, {
      ...moved,
      requestId: 'r-4',
      request: {
        action: 'destroy',
        reason: null,
        requestedBy: 'user:default/ana.brandt',
        planHash: null,
      },
      inventory,
    });
    expect(end).toMatchObject({ did: ['commit'], inventory: [] });
    expect(await git('ls-tree', '-r', '--name-only', 'main')).toBe('');
    expect((await destroy(target, moved)).did).toEqual([]);
    expect(await git('log', '--format=%s', 'main')).toBe(
      [
        'Remove namespace checkout-dev',
        'Add namespace checkout-dev',
        'Change namespace checkout-dev: change-tier',
        'Add namespace checkout-dev',
      ].join('\n'),
    );
  });

  it('commits each of many that are written at once by two replicas', async () => {
    const { path, git } = await bareRemote();
    const replicas = [
      await gitTarget({ repository: path }),
      await gitTarget({ repository: path }),
    ];
    const names = Array.from({ length: 8 }, (_, index) => `till-${index}`);
    await Promise.all(
      names.map((name, index) =>
        apply(
          replicas[index % 2],
          stepContext({
            resource: namespaceResource({ name, id: `id-${name}` }),
            requestId: `request-${name}`,
          }),
        ),
      ),
    );
    expect(
      await git('ls-tree', '--name-only', 'main:environments/local/checkout'),
    ).toBe(names.join('\n'));
    expect(await git('rev-list', '--count', 'main')).toBe('8');
    expect(await git('rev-list', '--merges', 'main')).toBe('');
  });

  it('is committed once when a crash comes between commit and push, or right after', async () => {
    const { path, git } = await bareRemote();
    const target = await gitTarget({ repository: path });
    const crash = stepContext({
      assertLease: async () => {
        throw new Error('The replica ended');
      },
    });
    await expect(apply(target, crash)).rejects.toThrow('The replica ended');
    expect(await git('for-each-ref')).toBe('');

    await target.steps(crash)[0].do(stepContext());
    const after = await gitTarget({ repository: path });
    expect((await apply(after, stepContext())).did).toEqual([]);
    expect(await git('rev-list', '--count', 'main')).toBe('1');
  });

  it('says what is wrong when it cannot be reached, without credentials', async () => {
    const target = await gitTarget({
      repository: 'http://ana:s3cret@127.0.0.1:9/environments.git',
    });
    const context = stepContext();
    const health = await target.checkHealth(context.signal);
    expect(health).toMatchObject({
      health: 'unreachable',
      message: expect.stringContaining('127.0.0.1'),
    });
    expect(await observe(target, context)).toMatchObject({ known: false });
    await expect(apply(target, context)).rejects.toMatchObject({
      name: 'StepError',
      permanent: false,
    });
    expect(
      JSON.stringify([health, target.connect(context.resource)]),
    ).not.toMatch(/s3cret/);
  });
});
