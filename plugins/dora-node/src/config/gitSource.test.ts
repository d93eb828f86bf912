import { parseGitSource } from './gitSource';

const gitops = {
  repository: 'https://git.example/deployments',
  path: 'apps/{environment}/{service}.yaml',
  key: 'image.tag',
};
const release = {
  repository: './till',
  tags: 'v*',
  service: 'component:default/till',
};

describe('parseGitSource', () => {
  it('fills the defaults in', () => {
    expect(
      parseGitSource({
        id: 'shop',
        releases: [release],
        gitops: [gitops],
        histories: [{ repository: 'https://git.example/{service}' }],
      }),
    ).toEqual({
      id: 'shop',
      releases: [{ ...release, environment: 'production', time: 'tag' }],
      gitops: [
        {
          ...gitops,
          entity: 'component:default/{service}',
          entities: {},
          include: ['*'],
          exclude: [],
        },
      ],
      histories: [
        {
          repository: 'https://git.example/{service}',
          services: ['*'],
          versions: ['{tag}', 'release-{sha}', '{sha}'],
        },
      ],
    });
  });

  it.each([
    [{ id: 'Shop', releases: [release] }, 'id: must be 1 to 63'],
    [{ id: 'shop' }, 'must have releases, gitops or both'],
    [{ releases: [{ ...release, tag: 'v*' }] }, 'Unrecognized key: "tag"'],
    [
      { releases: [{ ...release, tags: '/(/' }] },
      '.releases[0].tags: /(/ is not a regular expression',
    ],
    [
      { releases: [{ ...release, service: 'till' }] },
      'releases[0].service: must be a full entity reference',
    ],
    [
      { gitops: [{ ...gitops, path: 'apps/{app}' }] },
      'gitops[0].path: {app} in "apps/{app}" is not a placeholder',
    ],
    [
      { gitops: [{ ...gitops, path: ['/apps/{service}'] }] },
      'gitops[0].path[0]: must be relative',
    ],
    [
      { gitops: [{ ...gitops, path: 'a/{service}' }] },
      'gitops[0]: {environment} must be in path or key, or environment must be set',
    ],
    [
      { gitops: [{ ...gitops, environment: 'live' }] },
      'gitops[0]: environment must be left out',
    ],
    [
      { gitops: [{ ...gitops, key: 'a..b' }] },
      'gitops[0].key: "a..b" is not a key path (see character 2)',
    ],
    [
      { gitops: [{ ...gitops, branch: '-x' }] },
      'gitops[0].branch: must be the name of a branch',
    ],
    [
      { gitops: [{ ...gitops, commitUrl: 'file:///{sha}' }] },
      'gitops[0].commitUrl: must be an http',
    ],
    [
      { gitops: [gitops], histories: [{}] },
      'histories[0]: must have either repository or fromCatalog',
    ],
    [
      {
        gitops: [gitops],
        histories: [{ repository: 'a/{service}', repositoryId: 'a' }],
      },
      'histories[0]: repositoryId is only for',
    ],
    [
      {
        gitops: [gitops],
        histories: [{ repository: 'a', versions: ['{version}'] }],
      },
      'histories[0].versions[0]: {version} in the version pattern',
    ],
    [
      {
        gitops: [gitops],
        histories: [{ repository: 'a', versions: ['{tag}-{sha}'] }],
      },
      'must hold {tag} or {sha} exactly once',
    ],
    [
      {
        gitops: [gitops],
        histories: [
          { repository: 'a', versions: [{ pattern: '{sha}', tag: '{tag}' }] },
        ],
      },
      'go with a version pattern that has {tag}',
    ],
  ])('names the field and the rule: %j', (input, message) => {
    expect(() => parseGitSource({ id: 'shop', ...input })).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message.replace(/^\./, '')),
      }),
    );
  });

  it('names every wrong field at once, and never a credential', () => {
    const parse = () =>
      parseGitSource({
        id: 'shop',
        releases: [
          {
            ...release,
            repository: 'ftp://ana:secret@git.example/till',
            tags: '',
          },
        ],
      });
    expect(parse).toThrow(
      /^(?!.*secret).*releases\[0\]\.repository: A repository URL must use.*releases\[0\]\.tags: /,
    );
  });
});
