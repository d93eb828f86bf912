import { parseRepositoryLocation } from './repositoryLocation';

const parse = (location: string) =>
  parseRepositoryLocation(location, { baseDir: '/srv/config' });

describe('parseRepositoryLocation', () => {
  it.each([
    ['https://github.com/shop/till.git', 'https://github.com/shop/till.git'],
    ['git@github.com:shop/till.git', 'ssh://git@github.com/shop/till.git'],
    ['ssh://git@github.com/shop/till', 'ssh://git@github.com/shop/till'],
    ['https://github.com/shop/till/?x#y', 'https://github.com/shop/till/'],
  ])('reads %s as a URL', (location, url) => {
    expect(parse(location)).toEqual({
      kind: 'url',
      url,
      defaultId: 'github.com/shop/till',
      commitUrl: 'https://github.com/shop/till/commit/{sha}',
    });
  });

  it('knows how GitLab links a commit, and that others are not known', () => {
    expect(parse('https://gitlab.example:8443/a/b/till.git')).toMatchObject({
      defaultId: 'gitlab.example:8443/a/b/till',
      commitUrl: 'https://gitlab.example/a/b/till/-/commit/{sha}',
    });
    expect(parse('https://code.example/till')).not.toHaveProperty('commitUrl');
    expect(parse('file:///srv/till.git')).toEqual({
      kind: 'url',
      url: 'file:///srv/till.git',
      defaultId: 'srv/till',
    });
  });

  it.each([
    ['/srv/git/till.git', '/srv/git/till.git', 'till'],
    ['../till.bundle', '/srv/till.bundle', 'till'],
    ['till', '/srv/config/till', 'till'],
    ['C:/till', '/srv/config/C:/till', 'till'],
  ])('reads %s as a path', (location, path, defaultId) => {
    expect(parse(location)).toEqual({ kind: 'path', path, defaultId });
  });

  it('takes credentials out of a URL', () => {
    expect(parse('https://ana:p%40ss@git.example/till')).toMatchObject({
      url: 'https://git.example/till',
      credentials: { username: 'ana', password: 'p@ss' },
      defaultId: 'git.example/till',
    });
    expect(parse('https://token@git.example/till')).toMatchObject({
      url: 'https://git.example/till',
      credentials: { username: 'x-access-token', password: 'token' },
    });
  });

  it.each([
    ['--upload-pack=id', 'begin with a dash'],
    ['ext::sh -c id', 'remote helper (ext::)'],
    ['EXT::sh -c id', 'remote helper (EXT::)'],
    ['fd::17', 'remote helper (fd::)'],
    ['ftp://git.example/till', 'not ftp'],
    ['ssh://-oProxyCommand=id/till', 'host must not begin with a dash'],
    ['till\n--all', 'control characters'],
    ['https://ana:a%0ab@git.example/till', 'a line break in its credentials'],
  ])('refuses %j', (location, message) => {
    expect(() => parse(location)).toThrow(message);
  });

  it('never shows credentials in an error', () => {
    expect(() => parse('ftp://ana:secret@git.example/till')).toThrow(
      /^((?!secret).)*$/,
    );
    expect(() => parse('https://ana:secret@git example')).toThrow(
      /^((?!secret).)*$/,
    );
  });
});
