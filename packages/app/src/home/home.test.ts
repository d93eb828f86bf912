import { Entity } from '@backstage/catalog-model';
import { Visit } from '@backstage/plugin-home';
import { greet, longDate } from './greeting';
import { findMetadataGaps } from './metadataGaps';
import { nameVisits, visitLabel } from './visitLabel';

describe('greet', () => {
  it.each([
    [4, 'Good evening, Ana'],
    [5, 'Good morning, Ana'],
    [11, 'Good morning, Ana'],
    [12, 'Good afternoon, Ana'],
    [18, 'Good evening, Ana'],
  ])('at %i o’clock: %s', (hour, words) => {
    expect(greet(new Date(2026, 2, 3, hour), 'Ana Brandt')).toBe(words);
  });

  it('greets a stranger too', () => {
    expect(greet(new Date(2026, 2, 3, 9), undefined)).toBe('Good morning');
  });

  it('dates the day as the locale has it', () => {
    expect(longDate(new Date(2026, 2, 3), 'en-GB')).toMatch(
      /^Tuesday,? 3 March 2026$/,
    );
    expect(longDate(new Date(2026, 2, 3), 'de')).toMatch(
      /^Dienstag, 3\. März 2026$/,
    );
  });
});

describe('findMetadataGaps', () => {
  const service = (
    name: string,
    annotations: Record<string, string>,
    lifecycle = 'production',
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', lifecycle },
  });

  it('lists what is missing, service by service, with the remedy', () => {
    const gaps = findMetadataGaps([
      service('orders', {
        'slipway.dev/tier': '1',
        'slipway.dev/on-call': 'group:default/checkout',
        'slipway.dev/dashboard': 'https://graphs.example.com/orders',
      }),
      service('prototype', {}, 'experimental'),
    ]);
    expect(gaps).toEqual([
      {
        entityRef: 'component:default/orders',
        title: 'No runbook',
        remedy: 'Add metadata.annotations.slipway.dev/runbook to its file.',
      },
    ]);
  });

  it('calls a wrong value wrong, and not missing besides', () => {
    const gaps = findMetadataGaps([
      service('orders', {
        'slipway.dev/tier': 'gold',
        'slipway.dev/on-call': 'group:default/checkout',
        'slipway.dev/runbook': 'https://wiki.example.com/orders',
        'slipway.dev/dashboard': 'https://graphs.example.com/orders',
      }),
    ]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0].title).toBe('slipway.dev/tier must be "1", "2", "3" or "4"');
  });
});

describe('visitLabel', () => {
  const visit = (pathname: string, id = pathname): Visit => ({
    id,
    pathname,
    name: 'as the page called itself',
    hits: 1,
    timestamp: 0,
  });

  it.each([
    [
      '/catalog/default/component/orders/dependencies',
      { entityRef: 'component:default/orders' },
    ],
    [
      '/delivery/group/default/checkout',
      { entityRef: 'group:default/checkout', prefix: 'Delivery of' },
    ],
    ['/organisation/', { title: 'Organisation' }],
    ['/', undefined],
    ['/search', undefined],
    ['/settings', undefined],
  ])('%s: %j', (pathname, label) => {
    expect(visitLabel(visit(pathname))).toEqual(label);
  });

  it('lists each thing once, whatever tab of it was open', () => {
    const named = nameVisits(
      [
        visit('/catalog/default/component/orders/apis'),
        visit('/'),
        visit('/catalog/default/component/orders'),
        visit('/delivery'),
        visit('/catalog'),
      ],
      2,
    );
    expect(named.map(({ visit: { pathname } }) => pathname)).toEqual([
      '/catalog/default/component/orders/apis',
      '/delivery',
    ]);
  });
});
