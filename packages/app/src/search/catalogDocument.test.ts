import { markedText, toCatalogDocument } from './catalogDocument';

describe('markedText', () => {
  it.each([
    ['none', [['none', false]]],
    ['<x>all</x>', [['all', true]]],
    [
      'the <x>order</x> of <x>orders</x>.',
      [
        ['the ', false],
        ['order', true],
        [' of ', false],
        ['orders', true],
        ['.', false],
      ],
    ],
    ['', []],
  ])('%j', (excerpt, pieces) => {
    expect(
      markedText(excerpt, '<x>', '</x>').map(({ text, mark }) => [text, mark]),
    ).toEqual(pieces);
  });

  it('keeps what looks like markup as text', () => {
    expect(markedText('<b>a</b> <x>b</x>', '<x>', '</x>')).toEqual([
      { text: '<b>a</b> ', mark: false },
      { text: 'b', mark: true },
    ]);
  });
});

describe('toCatalogDocument', () => {
  const document = {
    title: 'Orders',
    text: 'Takes an order',
    location: '/catalog/default/component/orders',
  };

  it('reads what the catalog indexed, empty texts as absent', () => {
    expect(
      toCatalogDocument({
        type: 'software-catalog',
        document: Object.assign({}, document, {
          kind: 'Component',
          type: 'service',
          owner: '',
        }),
        highlight: {
          preTag: '<1>',
          postTag: '</1>',
          fields: { title: '<1>Orders</1>' },
        },
      }),
    ).toEqual({
      ...document,
      kind: 'Component',
      type: 'service',
      owner: undefined,
      marked: {
        title: [{ text: 'Orders', mark: true }],
        text: [{ text: 'Takes an order', mark: false }],
      },
    });
  });

  it('copes with documents of other kinds', () => {
    const other = Object.assign({}, document, { kind: 7 });
    expect(
      toCatalogDocument({ type: 'techdocs', document: other }).kind,
    ).toBeUndefined();
  });
});
