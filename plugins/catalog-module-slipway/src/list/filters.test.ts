import { isFiltered, readView, writeView } from './filters';

const read = (query: string) =>
  readView(new URLSearchParams(query), 'component');

describe('readView', () => {
  it('gives the defaults where the address says nothing', () => {
    expect(read('')).toEqual({
      filters: {
        kind: 'component',
        types: [],
        owners: [],
        tiers: [],
        lifecycles: [],
        text: '',
      },
      sort: 'name',
      offset: 0,
      limit: 25,
    });
  });

  it('reads all filters, each value once', () => {
    const { filters } = read(
      'kind=API&type=openapi&type=grpc&type=grpc&owner=group:default/checkout&tier=1&tier=none&lifecycle=production&q=order',
    );
    expect(filters).toEqual({
      kind: 'api',
      types: ['openapi', 'grpc'],
      owners: ['group:default/checkout'],
      tiers: ['1', 'none'],
      lifecycles: ['production'],
      text: 'order',
    });
  });

  it('understands links that Backstage writes to its own catalog page', () => {
    const { filters } = read(
      'filters[kind]=Component&filters[type]=service&filters[owners]=group:default/checkout&filters[user]=all',
    );
    expect(filters).toMatchObject({
      kind: 'component',
      types: ['service'],
      owners: ['group:default/checkout'],
    });
    expect(read('filters[type]=all').filters.types).toEqual([]);
  });

  it.each([
    ['tier=7', 'filters.tiers', []],
    ['sort=password', 'sort', 'name'],
    ['sort=-tier', 'sort', '-tier'],
    ['offset=-5', 'offset', 0],
    ['offset=abc', 'offset', 0],
    ['limit=100000', 'limit', 25],
    ['limit=50', 'limit', 50],
  ])('reads %s as %s %j', (query, path, value) => {
    expect(read(query)).toHaveProperty(path, value);
  });
});

describe('writeView', () => {
  it('leaves out what is at its default', () => {
    expect(writeView(read(''), 'component').toString()).toBe('');
  });

  it.each([
    'q=order&kind=api&type=openapi&type=grpc&owner=group%3Adefault%2Fcheckout&tier=1&tier=none&lifecycle=production&sort=-tier&offset=50&limit=50',
    'owner=user%3Adefault%2Fana.brandt',
  ])('writes an address that reads as the same view: %s', query => {
    expect(writeView(read(query), 'component').toString()).toBe(query);
  });
});

describe('isFiltered', () => {
  it.each([
    ['', false],
    ['kind=api', false],
    ['q=%20', false],
    ['q=order', true],
    ['tier=1', true],
  ])('%s: %s', (query, filtered) => {
    expect(isFiltered(read(query).filters)).toBe(filtered);
  });
});
