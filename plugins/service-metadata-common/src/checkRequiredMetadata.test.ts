import type { Entity } from '@backstage/catalog-model';
import { checkRequiredMetadata, listMetadataGaps } from './index';

const component = (
  lifecycle: string,
  annotations?: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart', annotations },
  spec: { type: 'service', lifecycle },
});

describe('checkRequiredMetadata', () => {
  it('asks a component in production for its tier and on-call contact', () => {
    expect(checkRequiredMetadata(component('production'))).toEqual([
      {
        field: 'metadata.annotations.slipway.dev/tier',
        value: undefined,
        rule: 'is required for a component whose spec.lifecycle is production',
        remedy: expect.stringContaining('"1"'),
      },
      expect.objectContaining({
        field: 'metadata.annotations.slipway.dev/on-call',
        remedy: expect.stringContaining('group:default/checkout'),
      }),
    ]);
  });

  it('asks nothing of other lifecycles and kinds, nor twice for a wrong value', () => {
    expect(checkRequiredMetadata(component('experimental'))).toEqual([]);
    expect(
      checkRequiredMetadata({ ...component('production'), kind: 'API' }),
    ).toEqual([]);
    expect(
      checkRequiredMetadata(
        component('production', {
          'slipway.dev/tier': 'gold',
          'slipway.dev/on-call': 'group:checkout',
        }),
      ),
    ).toEqual([]);
  });
});

describe('listMetadataGaps', () => {
  it('names what is absent or unreadable in production', () => {
    expect(listMetadataGaps(component('production'))).toEqual([
      'tier',
      'onCall',
      'runbook',
      'dashboard',
    ]);
    expect(
      listMetadataGaps(
        component('production', {
          'slipway.dev/tier': '4',
          'slipway.dev/on-call': 'group:checkout',
          'slipway.dev/runbook': 'on the wiki',
          'slipway.dev/dashboard': 'https://graphs.saltmarsh.example/cart',
        }),
      ),
    ).toEqual(['runbook']);
    expect(listMetadataGaps(component('deprecated'))).toEqual([]);
  });

  it('asks a library for no runbook or dashboard', () => {
    const library = component('production', { 'slipway.dev/tier': '3' });
    library.spec = { ...library.spec, type: 'library' };
    expect(listMetadataGaps(library)).toEqual(['onCall']);
  });
});
