import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import {
  checkServiceMetadata,
  complianceTagIds,
  readGroupMetadata,
  readSelfServiceId,
  readServiceMetadata,
  serviceAnnotations,
  tiers,
} from './index';

const entity = (
  annotations?: Record<string, string>,
  kind = 'Component',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'cart', annotations },
});

const absent = {
  tier: undefined,
  onCall: undefined,
  technology: [],
  runbook: undefined,
  dashboard: undefined,
  docs: undefined,
  chat: undefined,
  compliance: [],
};

describe('readServiceMetadata', () => {
  it('gives typed values', () => {
    expect(
      readServiceMetadata(
        entity({
          'slipway.dev/tier': '2',
          'slipway.dev/on-call': 'Group:Checkout',
          'slipway.dev/technology': 'TypeScript,  Node.js',
          'slipway.dev/runbook': 'https://wiki.saltmarsh.example/cart',
          'slipway.dev/chat': '#checkout',
          'slipway.dev/compliance': 'pci-dss',
        }),
      ),
    ).toEqual({
      ...absent,
      tier: 2,
      onCall: { type: 'entity', entityRef: 'group:default/checkout' },
      technology: ['TypeScript', 'Node.js'],
      runbook: 'https://wiki.saltmarsh.example/cart',
      chat: { type: 'channel', channel: '#checkout' },
      compliance: ['pci-dss'],
    });
  });

  it.each([
    [
      'https://rota.saltmarsh.example/x',
      { type: 'url', url: 'https://rota.saltmarsh.example/x' },
    ],
    [
      'checkout@saltmarsh.example',
      { type: 'email', email: 'checkout@saltmarsh.example' },
    ],
    [
      'user:crew/ana.brandt',
      { type: 'entity', entityRef: 'user:crew/ana.brandt' },
    ],
  ])('reads the on-call contact %s', (text, expected) => {
    const read = readServiceMetadata(entity({ 'slipway.dev/on-call': text }));
    expect(read.onCall).toEqual(expected);
  });

  it('leaves out what is absent or wrong', () => {
    expect(readServiceMetadata(entity())).toEqual(absent);
    expect(
      readServiceMetadata(
        entity({
          'slipway.dev/tier': 'gold',
          'slipway.dev/runbook': 'data:text/html,hello',
          'slipway.dev/chat': 'https://chat.saltmarsh.example/checkout',
        }),
      ),
    ).toEqual({
      ...absent,
      chat: { type: 'url', url: 'https://chat.saltmarsh.example/checkout' },
    });
  });

  it('reads groups', () => {
    expect(
      readGroupMetadata(
        entity({
          'slipway.dev/lead': 'user:joel.mensah',
          'slipway.dev/time-zone': 'Europe/Lisbon',
          'slipway.dev/cost-center': 'CC-1001',
        }),
      ),
    ).toEqual({
      lead: 'user:default/joel.mensah',
      timeZone: 'Europe/Lisbon',
      costCenter: 'CC-1001',
    });
    expect(
      readGroupMetadata(entity({ 'slipway.dev/cost-center': 'cc 1001' })),
    ).toEqual({
      lead: undefined,
      timeZone: undefined,
      costCenter: undefined,
    });
  });

  it('reads which self-service resource an entity stands for', () => {
    const id = '8c1d1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11';
    const annotated = (value: string) =>
      entity({ 'slipway.dev/self-service-id': value }, 'Resource');
    expect(readSelfServiceId(annotated(id))).toBe(id);
    expect(readSelfServiceId(annotated('checkout-dev'))).toBeUndefined();
    expect(readSelfServiceId(entity())).toBeUndefined();
  });

  it('gives back whatever was written by the rules', () => {
    const list = (items: readonly string[]) =>
      fc.uniqueArray(fc.constantFrom(...items), { minLength: 1 });
    const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...tiers),
        list(['Go', 'C#', 'Node.js', 'Kafka']),
        list(complianceTagIds),
        slug,
        fc.constantFrom(',', ', ', ' , '),
        (tier, technology, compliance, name, comma) => {
          const written = entity({
            'slipway.dev/tier': String(tier),
            'slipway.dev/on-call': `group:${name}`,
            'slipway.dev/technology': technology.join(comma),
            'slipway.dev/runbook': `https://${name}.example/runbook`,
            'slipway.dev/chat': `#${name}`,
            'slipway.dev/compliance': compliance.join(comma),
          });
          expect(checkServiceMetadata(written)).toEqual([]);
          expect(readServiceMetadata(written)).toEqual({
            ...absent,
            tier,
            technology,
            compliance,
            onCall: { type: 'entity', entityRef: `group:default/${name}` },
            runbook: `https://${name}.example/runbook`,
            chat: { type: 'channel', channel: `#${name}` },
          });
        },
      ),
    );
  });

  it('reads exactly what the check lets pass', () => {
    const text = fc.oneof(
      fc.string(),
      fc.webUrl({ validSchemes: ['http', 'https'] }),
      fc.emailAddress(),
      fc.constantFrom('1', '#a', 'group:a', 'gdpr', 'gdpr,sox', 'Go, Rust'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.entries(serviceAnnotations)),
        text,
        ([field, annotation], value) => {
          const written = entity({ [annotation]: value });
          const read: Record<string, unknown> = readServiceMetadata(written);
          const found = Array.isArray(read[field])
            ? read[field].length > 0
            : read[field] !== undefined;
          expect(found).toBe(checkServiceMetadata(written).length === 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
