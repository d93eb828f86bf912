import { parseKeyPath } from './keyPath';

const document = {
  image: { tag: 'v1' },
  labels: { 'app.example/version': 'v2', 'a"b': 'v3' },
  list: [{ tag: 'v4' }, 'text'],
  apps: { till: { tag: 'v5' }, oar: { tag: 'v6' }, text: 'x' },
  images: [
    { name: 'shop/till', newTag: 'v7' },
    { name: 'oar', newTag: 'v8' },
    { name: 3 },
  ],
};

const find = (path: string, known = {}) =>
  parseKeyPath(path)
    .find(document, known)
    .map(({ captures, value }) => [captures.service ?? '', value]);

describe('parseKeyPath', () => {
  it.each([
    ['image.tag', [['', 'v1']]],
    ['labels["app.example/version"]', [['', 'v2']]],
    ['labels["a\\"b"]', [['', 'v3']]],
    ['list[0].tag', [['', 'v4']]],
    ['list[1]', [['', 'text']]],
    ['list[7]', []],
    ['list[0].tag.deeper', []],
    ['image.toString', []],
    [
      'apps.{service}.tag',
      [
        ['till', 'v5'],
        ['oar', 'v6'],
      ],
    ],
    ['images[name={service}].newTag', [['oar', 'v8']]],
    ['images[name=shop/{service}].newTag', [['till', 'v7']]],
    ['images[name=oar].newTag', [['', 'v8']]],
    ['apps[0]', []],
    ['list.tag', []],
  ])('follows %s', (path, expected) => {
    expect(find(path)).toEqual(expected);
  });

  it('keeps to the service that the file’s path names', () => {
    expect(find('apps.{service}.tag', { service: 'oar' })).toEqual([
      ['oar', 'v6'],
    ]);
    expect(find('image.tag', { service: 'oar' })).toEqual([['oar', 'v1']]);
  });

  it.each(['', '.a', 'a.', 'a..b', 'a[', 'a[]', 'a["b]', 'a[b=]'])(
    'refuses %j',
    path => {
      expect(() => parseKeyPath(path)).toThrow(/key path/);
    },
  );
});
