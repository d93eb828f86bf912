import { repositoryFromAnnotations } from './annotations';

describe('repositoryFromAnnotations', () => {
  it.each([
    [
      { 'github.com/project-slug': 'shop/till' },
      'https://github.com/shop/till',
    ],
    [{ 'gitlab.com/project-slug': 'a/b/till' }, 'https://gitlab.com/a/b/till'],
    [
      {
        'backstage.io/source-location':
          'url:https://github.com/shop/till/tree/main/',
      },
      'https://github.com/shop/till',
    ],
    [
      {
        'backstage.io/source-location':
          'url:https://gitlab.example/a/b/-/blob/main/catalog-info.yaml',
      },
      'https://gitlab.example/a/b',
    ],
    [{ 'backstage.io/source-location': 'file:/srv/till/' }, undefined],
    [
      { 'backstage.io/source-location': 'url:ssh://git.example/till' },
      undefined,
    ],
    [{ 'backstage.io/source-location': 'url:https://git.example/' }, undefined],
    [{ 'github.com/project-slug': '../till?x' }, undefined],
    [undefined, undefined],
  ])('reads %j', (annotations, expected) => {
    expect(repositoryFromAnnotations(annotations)).toBe(expected);
  });
});
