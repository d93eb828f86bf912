import { ConfigReader } from '@backstage/config';
import { readSettings } from './settings';

const read = (selfService: object) =>
  readSettings(
    new ConfigReader({ selfService: JSON.parse(JSON.stringify(selfService)) }),
  );

describe('readSettings', () => {
  it('has a default for everything', () => {
    const settings = readSettings();
    expect(settings.environments.dev).toEqual({
      class: 'development',
      defaultTtl: 'P30D',
      maximumTtl: 'P180D',
    });
    expect(settings.approvals).toEqual([
      {
        kinds: ['*'],
        actions: ['*'],
        environmentClasses: ['production'],
        leads: true,
        groups: [],
        separationOfDuty: true,
      },
    ]);
    expect(settings.audit.retention).toBe('P90D');
  });

  it('lets the section of a module pass', () => {
    expect(() => read({ namespaces: { any: 1 } })).not.toThrow();
  });

  it.each<[object, RegExp]>([
    [{ quota: [] }, /selfService: there is no setting quota; remove it/],
    [{ environments: {} }, /at least one environment/],
    [
      { environments: { Prod: { class: 'production' } } },
      /selfService\.environments\.Prod/,
    ],
    [
      {
        environments: { dev: { class: 'development', defaultTtl: '30 days' } },
      },
      /environments\.dev\.defaultTtl: must be an ISO 8601 duration/,
    ],
    [
      {
        environments: {
          dev: { class: 'preview', defaultTtl: 'P9D', maximumTtl: 'P3D' },
        },
      },
      /defaultTtl must not be longer than maximumTtl/,
    ],
    [
      { approvals: [{ environmentClasses: ['production'], leads: false }] },
      /nobody could approve/,
    ],
    [
      { approvals: [{ environmentClasses: ['preview'], actions: ['clone'] }] },
      /approvals\.0\.actions\.0: a clone is asked for .* write create/,
    ],
    [
      { policies: { waivers: [{ policy: 'x', match: {}, until: 'soon' }] } },
      /waivers\.0\.match: must say for what.*until: a day.*owner.*reason/,
    ],
    [
      { approvals: [{ environmentClasses: ['preview'], groups: ['user:x'] }] },
      /"user:x" is not the reference of a group/,
    ],
    [
      {
        quotas: [
          {
            scope: 'team',
            subject: 'checkout',
            metric: 'cpu',
            unit: 'core',
            limit: 1,
          },
        ],
      },
      /quotas\.0\.subject: "checkout" is not the full reference of a group/,
    ],
    [
      {
        quotas: [1, 2].map(limit => ({
          scope: 'cost-center',
          metric: 'cpu',
          unit: 'core',
          limit,
        })),
      },
      /quotas\.1: there are two for cost-center, \*, cpu/,
    ],
    [
      {
        prices: {
          entries: [
            {
              sku: 'a',
              title: 'A',
              unit: 'u',
              unitPrice: '1,5',
              validFrom: '2026-02-30',
              source: 's',
            },
          ],
        },
      },
      /unitPrice: a decimal as text.*validFrom: a day/,
    ],
    [
      {
        freezes: [
          {
            from: '2026-12-24T00:00:00Z',
            to: '2026-12-20T00:00:00Z',
            environmentClasses: ['production'],
            reason: 'Holidays',
          },
        ],
      },
      /from must be before to/,
    ],
    [{ audit: { retention: 'P7D' } }, /at least P30D/],
    [{ reconciler: { lease: 'PT0.1S' } }, /at least PT2S/],
  ])('%j stops the start', (settings, message) => {
    expect(() => read(settings)).toThrow(message);
  });
});
