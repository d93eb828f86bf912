import { entityEnvelopeSchemaValidator } from '@backstage/catalog-model';
import { checkServiceMetadata } from '@slipway/plugin-service-metadata-common';
import { resource } from './__testUtils__/resource';
import { toEntity } from './toEntity';

describe('toEntity', () => {
  it('says what it is, whose, for what and where its page is', () => {
    const entity = toEntity(resource(), {
      appUrl: 'https://portal.example/base/',
    });
    const page = `https://portal.example/base/self-service/resources/${
      resource().id
    }`;
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        namespace: 'default',
        name: 'namespace.checkout-dev.eu-1',
        title: 'checkout-dev',
        description: 'Namespace in dev on eu-1. Tier: small.',
        labels: { 'slipway.dev/environment': 'dev' },
        annotations: {
          'backstage.io/managed-by-location': `self-service:${resource().id}`,
          'backstage.io/managed-by-origin-location': `self-service:${
            resource().id
          }`,
          'backstage.io/view-url': page,
          'slipway.dev/self-service-id': resource().id,
        },
        links: [{ url: page, title: 'Self-service' }],
      },
      spec: {
        type: 'namespace',
        owner: 'group:default/checkout',
        system: 'system:default/shop',
        dependencyOf: ['component:default/till'],
      },
    });
    expect(() => entityEnvelopeSchemaValidator()(entity)).not.toThrow();
    expect(checkServiceMetadata(entity)).toEqual([]);
  });

  it('leaves out what was not given, and marks a sample', () => {
    const entity = toEntity(
      resource({
        kind: 'message-queue',
        system: null,
        component: null,
        facts: [],
        sample: true,
      }),
      { appUrl: 'http://localhost:7007' },
    );
    expect(entity.metadata.description).toBe('Message queue in dev on eu-1.');
    expect(entity.metadata.tags).toEqual(['sample']);
    expect(entity.spec).toEqual({
      type: 'message-queue',
      owner: 'group:default/checkout',
    });
  });
});
