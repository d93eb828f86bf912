import type { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { checkServiceMetadata, metadataAnnotations } from './index';

const entity = (
  annotations: Record<string, unknown>,
  kind = 'Component',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  // A YAML file may hold other things than text.
  metadata: {
    name: 'cart',
    annotations: annotations as Record<string, string>,
  },
});

const problemOf = (name: string, value: unknown, kind?: string) =>
  checkServiceMetadata(entity({ [name]: value }, kind));

describe('checkServiceMetadata', () => {
  it('finds nothing in a complete service, a group and an entity without metadata', () => {
    expect(
      checkServiceMetadata(
        entity({
          'slipway.dev/tier': '1',
          'slipway.dev/on-call': 'group:default/checkout',
          'slipway.dev/technology': 'C++, Node.js, PostgreSQL 18, CI/CD',
          'slipway.dev/runbook': 'https://wiki.saltmarsh.example/cart',
          'slipway.dev/dashboard':
            'https://graphs.saltmarsh.example/d/cart?x=1',
          'slipway.dev/docs': 'https://docs:8443/cart',
          'slipway.dev/chat': '#checkout',
          'slipway.dev/compliance': 'pci-dss, gdpr',
          'backstage.io/techdocs-ref': 'dir:.',
        }),
      ),
    ).toEqual([]);
    expect(
      checkServiceMetadata(
        entity(
          {
            'slipway.dev/lead': 'user:default/joel.mensah',
            'slipway.dev/time-zone': 'America/Argentina/Buenos_Aires',
            'slipway.dev/cost-center': 'CC-1001',
          },
          'Group',
        ),
      ),
    ).toEqual([]);
    expect(
      checkServiceMetadata({
        apiVersion: 'v1',
        kind: 'Component',
        metadata: { name: 'bare' },
      }),
    ).toEqual([]);
  });

  it.each([
    ['tier', '5'],
    ['tier', 'tier-1'],
    ['tier', ''],
    ['on-call', 'checkout'],
    ['on-call', 'component:default/cart'],
    ['on-call', 'http://rota.saltmarsh.example'],
    ['technology', 'Go,, Rust'],
    ['technology', 'Go, go'],
    ['technology', ''],
    ['runbook', 'wiki/cart'],
    ['runbook', 'http://wiki.saltmarsh.example/cart'],
    ['runbook', 'data:text/html,hello'],
    ['dashboard', 'https://'],
    ['dashboard', 'https:graphs'],
    ['dashboard', ' https://graphs.example'],
    ['docs', 'https://a.example/x y'],
    ['chat', 'checkout'],
    ['chat', '#Check out'],
    ['compliance', 'gdpr, gdpr'],
    ['compliance', 'secure'],
  ])('refuses %s "%s"', (name, value) => {
    const field = `metadata.annotations.slipway.dev/${name}`;
    expect(problemOf(`slipway.dev/${name}`, value)).toEqual([
      {
        field,
        value,
        rule: expect.stringMatching(/^must /),
        remedy: expect.stringMatching(/^[A-Z].*\.$/),
      },
    ]);
  });

  it.each([
    ['lead', 'joel.mensah'],
    ['lead', 'group:default/checkout'],
    ['time-zone', 'Lisbon'],
    ['time-zone', 'Europe/Atlantis'],
    ['time-zone', '+01:00'],
    ['cost-center', 'cc-1001'],
    ['cost-center', 'C'],
    ['cost-center', '-1001'],
    ['cost-center', `C${'1'.repeat(32)}`],
  ])('refuses %s "%s" on a group', (name, value) => {
    expect(problemOf(`slipway.dev/${name}`, value, 'Group')).toHaveLength(1);
  });

  it('says what to write instead', () => {
    const remedy = (name: string, value: unknown, kind?: string) =>
      problemOf(name, value, kind)[0].remedy;

    expect(remedy('slipway.dev/oncall', 'x')).toBe(
      'Write "slipway.dev/on-call" instead.',
    );
    expect(remedy('slipway.dev/teir', '1')).toBe(
      'Write "slipway.dev/tier" instead.',
    );
    expect(remedy('slipway.dev/favourite-colour', 'teal')).toContain(
      'use one of: slipway.dev/tier, ',
    );
    expect(remedy('slipway.dev/tier', 1)).toBe('Put it in quotes: "1".');
    expect(remedy('slipway.dev/compliance', 'gdpr, pci')).toBe(
      'Write "pci-dss" instead of "pci".',
    );
    expect(remedy('slipway.dev/chat', 'Checkout')).toBe(
      'Write "#checkout" in quotes.',
    );
    expect(remedy('slipway.dev/runbook', 'http://wiki.example/a')).toBe(
      'Write "https://wiki.example/a".',
    );
    expect(remedy('slipway.dev/cost-center', 'cc-1001', 'Group')).toBe(
      'Write "CC-1001".',
    );
  });

  it('refuses an annotation on a kind it is not for', () => {
    expect(problemOf('slipway.dev/tier', '1', 'Group')).toEqual([
      {
        field: 'metadata.annotations.slipway.dev/tier',
        value: '1',
        rule: 'is for component, resource, api, system, not for group',
        remedy: 'Remove it here.',
      },
    ]);
    expect(problemOf('slipway.dev/lead', 'user:joel', 'System')).toHaveLength(
      1,
    );
  });

  it('answers every annotation of ours with at most one problem and leaves the rest alone', () => {
    const names = fc.oneof(
      fc.constantFrom(...Object.values(metadataAnnotations)),
      fc.string().map(name => `slipway.dev/${name}`),
      fc.string().map(name => `example.com/${name}`),
    );
    fc.assert(
      fc.property(
        fc.dictionary(names, fc.oneof(fc.string(), fc.jsonValue())),
        fc.constantFrom('Component', 'API', 'Group', 'User', 'system'),
        (annotations, kind) => {
          const fields = checkServiceMetadata(entity(annotations, kind)).map(
            problem => problem.field.replace('metadata.annotations.', ''),
          );
          expect(new Set(fields).size).toBe(fields.length);
          expect(fields.every(name => name.startsWith('slipway.dev/'))).toBe(
            true,
          );
          const unknown = Object.keys(annotations).filter(
            name =>
              name.startsWith('slipway.dev/') &&
              !Object.values(metadataAnnotations).includes(name),
          );
          expect(fields).toEqual(expect.arrayContaining(unknown));
        },
      ),
    );
  });
});
