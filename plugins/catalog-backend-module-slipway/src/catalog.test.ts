import { resolve } from 'node:path';
import {
  listMetadataGaps,
  readServiceMetadata,
} from '@slipway/plugin-service-metadata-common';
import { checkCatalog, formatProblem } from './__testUtils__/checkCatalog';

const sampleCompany = resolve(__dirname, '../../../catalog');

/** The personas that app-config.yaml offers for signing in. */
const personas = [
  'user:default/ana.brandt',
  'user:default/joel.mensah',
  'user:default/priya.raman',
];

describe('the sample company', () => {
  let checked: Awaited<ReturnType<typeof checkCatalog>>;

  beforeAll(async () => {
    checked = await checkCatalog(sampleCompany, 'all.yaml');
  });

  it('has no faulty file', () => {
    expect(checked.problems.map(formatProblem)).toEqual([]);
  });

  it('is as large and as varied as it should be', () => {
    const { catalog } = checked;
    const entities = catalog.entities.map(({ entity }) => entity);
    const ofKind = (kind: string) =>
      entities.filter(entity => entity.kind === kind);
    const types = (kind: string) => ofKind(kind).map(({ spec }) => spec?.type);
    const components = ofKind('Component');

    expect(types('Group').sort()).toEqual([
      'department',
      'department',
      'organization',
      ...Array(6).fill('team'),
    ]);
    expect(ofKind('User')).toHaveLength(14);
    expect(ofKind('Domain')).toHaveLength(3);
    expect(ofKind('System')).toHaveLength(8);
    expect(components.length).toBeGreaterThanOrEqual(25);
    expect(new Set(components.map(c => readServiceMetadata(c).tier))).toEqual(
      new Set([1, 2, 3, 4]),
    );
    expect(new Set(components.map(({ spec }) => spec?.lifecycle))).toEqual(
      new Set(['production', 'experimental', 'deprecated']),
    );
    expect(new Set(types('Component'))).toEqual(
      new Set([
        'service',
        'website',
        'library',
        'data-pipeline',
        'machine-learning-service',
      ]),
    );
    expect(new Set(types('API'))).toEqual(
      new Set(['openapi', 'asyncapi', 'graphql', 'grpc']),
    );
    expect(types('Resource')).toEqual(
      expect.arrayContaining(['database', 'topic', 'bucket']),
    );
    expect(catalog.entities.map(({ ref }) => ref)).toEqual(
      expect.arrayContaining(personas),
    );
  });

  it('has gaps in production for things of tier 4 only', () => {
    const { catalog } = checked;
    const gaps = catalog.entities.filter(
      ({ entity }) => listMetadataGaps(entity).length > 0,
    );

    expect(gaps.map(({ entity }) => readServiceMetadata(entity).tier)).toEqual(
      gaps.map(() => 4),
    );
    expect(gaps.map(({ ref }) => ref)).toContain(
      'component:default/abandoned-carts',
    );
  });
});
