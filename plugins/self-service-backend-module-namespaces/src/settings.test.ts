import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { readNamespaceSettings } from './settings';

const read = (namespaces?: JsonObject, rest: JsonObject = {}) =>
  readNamespaceSettings(
    new ConfigReader({
      selfService: { ...(namespaces && { namespaces }), ...rest },
    }),
  );

const git = { type: 'git', name: 'local' };
const live = {
  type: 'live',
  name: 'eu',
  cluster: { type: 'in-cluster' },
};

describe('readNamespaceSettings', () => {
  it('is one Git repository for all environments unless said', () => {
    expect(read()).toMatchObject({
      environments: ['production', 'staging', 'dev', 'preview'],
      clusterDomain: 'cluster.local',
      access: { groupName: '{name}', teamRole: 'edit', viewers: [] },
      targets: [
        { name: 'local', type: 'git', mode: 'straight', branch: 'main' },
      ],
    });
    expect(
      read(undefined, { environments: { test: { class: 'development' } } })
        .environments,
    ).toEqual(['test']);
  });

  it.each([
    [{ x: 1 }, /selfService.namespaces: .*"x"/],
    [{ access: { groupName: 'all' } }, /access.groupName: must hold \{name\}/],
    [{ dns: { cidrs: ['169.254.20.10'] } }, /dns.cidrs.0: must be a range/],
    [{ dns: { podLabels: {} } }, /dns.podLabels: needs at least one/],
    [{ targets: [git, git] }, /targets.1.name: there are two targets local/],
    [{ targets: [{ ...git, name: 'Local' }] }, /targets.0.name: must be lower/],
    [{ targets: [{ ...git, cluster: '../x' }] }, /targets.0.cluster: .*folder/],
    [{ targets: [{ ...git, branch: '-D' }] }, /targets.0.branch: .*branch/],
    [{ targets: [{ ...git, branch: 'a..b' }] }, /targets.0.branch: .*branch/],
    [
      { targets: [{ ...git, author: { name: 'A <a>', email: 'a@b' } }] },
      /author.name: must not hold/,
    ],
    [
      { targets: [{ ...git, repository: 'x', path: 'y' }] },
      /targets.0.path: is for a repository that Slipway makes/,
    ],
    [
      {
        targets: [
          { ...git, forge: { repository: 'shop/envs', token: 'top-secret' } },
        ],
      },
      /targets.0.forge: .*needs `mode: branch`/,
    ],
    [
      { targets: [{ ...git, statusFrom: 'eu' }] },
      /targets.0.statusFrom: there is no target eu/,
    ],
    [{ targets: [{ ...git, type: 'svn' }] }, /targets.0.type/],
  ])('refuses %j and says which setting and why', (namespaces, message) => {
    expect(() => read(namespaces)).toThrow(message);
    expect(() => read(namespaces)).not.toThrow(/top-secret/);
  });

  it('knows clusters and Git side by side', () => {
    expect(
      read({ targets: [{ ...git, statusFrom: 'eu' }, live] }).targets,
    ).toMatchObject([{ statusFrom: 'eu' }, { name: 'eu', type: 'live' }]);
  });

  it('takes every example of docs/clusters.md', async () => {
    const text = await readFile(
      resolvePackagePath(
        '@slipway/plugin-self-service-backend-module-namespaces',
        '../../docs/clusters.md',
      ),
      'utf8',
    );
    const blocks = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml]) =>
      parse(yaml),
    );
    const targets = blocks.filter(Array.isArray).flat();
    const sections = blocks.filter(block => block.selfService?.namespaces);
    expect(targets.map(({ name }) => name)).toEqual([
      'eu',
      'us',
      'test',
      'eu-prod',
      'eu-prod-cluster',
    ]);
    expect(read({ targets }).targets).toHaveLength(targets.length);
    expect(sections).toHaveLength(2);
    for (const { selfService } of sections) {
      expect(() => read(selfService.namespaces)).not.toThrow();
    }
  });
});
