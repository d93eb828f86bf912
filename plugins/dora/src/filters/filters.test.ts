import { Filters, readFilters, rowsQuery, writeFilters } from './filters';
import { daysOfEdges, edgeOf, windowEdges, windowOfId } from './windows';

const read = (query: string) => readFilters(new URLSearchParams(query));

describe('filters in the address', () => {
  it.each<[string, Filters]>([
    [
      '',
      {
        window: { kind: 'rolling', id: '90d' },
        environment: 'production',
        reportYear: undefined,
        leadTimeStart: undefined,
        compare: 'previous',
      },
    ],
    [
      'window=2025&environment=staging&reportYear=2024&leadTimeStart=merged&compare=none',
      {
        window: { kind: 'year', year: 2025 },
        environment: 'staging',
        reportYear: 2024,
        leadTimeStart: 'merged',
        compare: 'none',
      },
    ],
    [
      'from=2026-01-05&to=2026-01-12&reportYear=2021',
      {
        window: { kind: 'custom', from: '2026-01-05', to: '2026-01-12' },
        environment: 'production',
        reportYear: 2021,
        leadTimeStart: undefined,
        compare: 'previous',
      },
    ],
  ])('reads %s and writes it back', (query, filters) => {
    expect(read(query)).toEqual(filters);
    expect(new URLSearchParams(writeFilters(filters)).toString()).toBe(query);
  });

  it('falls back to defaults on what makes no sense', () => {
    expect(
      read('window=soon&reportYear=1999&leadTimeStart=lunch&compare=x&from=y'),
    ).toEqual(read(''));
  });

  it('asks for rows without a comparison, which they do not know', () => {
    expect(rowsQuery(read('compare=none'), '2026-03-31')).toEqual({
      from: '2026-01-01',
      environment: 'production',
    });
  });
});

describe('windows', () => {
  it.each([
    ['30d', { from: '2026-03-02' }],
    ['90d', { from: '2026-01-01' }],
    ['this-year', { from: '2026-01-01' }],
    ['2024', { from: '2024-01-01', to: '2025-01-01' }],
  ])('%s counts today in', (id, edges) => {
    expect(windowEdges(windowOfId(id), '2026-03-31')).toEqual(edges);
  });

  it('gives the last day of a half-open window to people', () => {
    expect(
      daysOfEdges({ from: '2026-01-05', to: '2026-01-12' }, 'UTC'),
    ).toEqual({ first: '2026-01-05', last: '2026-01-11' });
    expect(
      daysOfEdges(
        { from: '2026-01-04T23:00:00Z', to: '2026-01-11T11:00:00Z' },
        'Europe/Oslo',
      ),
    ).toEqual({ first: '2026-01-05', last: '2026-01-11' });
  });

  it('makes a day of a local midnight and keeps any other instant', () => {
    expect(edgeOf('2026-07-05T22:00:00.000Z', 'Europe/Oslo')).toBe(
      '2026-07-06',
    );
    expect(edgeOf('2026-07-05T22:00:00.000Z', 'UTC')).toBe(
      '2026-07-05T22:00:00.000Z',
    );
  });
});
