import { JsonObject } from '@slipway/plugin-self-service-common';
import fc from 'fast-check';
import { readLiveObject } from './liveObject';
import { holdsExactly, otherManagers } from './managedFields';
import { differences, ownView } from './ownView';
import { isAtLeast, isSameQuantity } from './quantity';

function live(object: {
  [key: string]: unknown;
  metadata?: Record<string, unknown>;
}) {
  return readLiveObject({
    ...object,
    metadata: {
      name: 'one',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...object.metadata,
    },
  } as JsonObject);
}

describe('quantities', () => {
  it.each([
    ['1', '1000m'],
    ['1Gi', '1024Mi'],
    ['1.5', '1500m'],
    ['1e3', '1k'],
    ['0.5Gi', '512Mi'],
    ['20', 20],
    ['-1', '-1000m'],
    ['1E', '1e18'],
    ['100n', '0.1u'],
  ])('%s is %s', (a, b) => {
    expect(isSameQuantity(a, b)).toBe(true);
    expect(isSameQuantity(b, a)).toBe(true);
  });

  it.each([
    ['1', '1Gi'],
    ['1G', '1Gi'],
    ['', ''],
    ['one', 'one'],
    ['1 ', '1'],
    [undefined, undefined],
  ])('%s is not %s', (a, b) => {
    expect(isSameQuantity(a, b)).toBe(false);
  });

  it('compares as numbers do', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 1e9 }), (a, b) => {
        expect(isAtLeast(`${a}m`, `${b}`)).toBe(a >= b * 1000);
        expect(isSameQuantity(`${a}Ki`, String(a * 1024))).toBe(true);
      }),
    );
    expect(isAtLeast('5', '0')).toBe(false);
  });
});

describe('ownView', () => {
  it('is the object without the server and in the words of the plan', () => {
    const desired = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'one', labels: { size: '1000m' } },
      spec: { hard: { cpu: '1000m', pods: '10' } },
    };
    const object = live({
      metadata: { labels: { size: '1' }, generation: 2 },
      spec: { hard: { cpu: '1', pods: '11', memory: '1Gi' } },
      status: { used: { cpu: '0' } },
    });
    expect(ownView(object, desired)).toEqual({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'one', labels: { size: '1' } },
      spec: { hard: { cpu: '1000m', pods: '11', memory: '1Gi' } },
    });
    expect(differences(object, desired)).toEqual([
      { path: 'metadata.labels.size', before: '1', after: '1000m' },
      { path: 'spec.hard.pods', before: '11', after: '10' },
    ]);
  });

  it('lets the defaults of the server be, and nothing else, within lists', () => {
    const desired = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'one' },
      spec: { egress: [{ ports: [{ port: 53 }], to: [{ podSelector: {} }] }] },
    };
    const rule = (peer: object) => ({
      spec: {
        egress: [
          {
            ports: [{ port: 53, protocol: 'TCP' }],
            to: [{ podSelector: {}, ...peer }],
          },
        ],
      },
    });
    expect(differences(live(rule({})), desired)).toEqual([]);
    expect(differences(live(rule({ namespaceSelector: {} })), desired)).toEqual(
      [expect.objectContaining({ path: 'spec.egress' })],
    );
  });
});

describe('managedFields', () => {
  const desired = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'one', labels: { 'a.b/c': '1' }, finalizers: ['x/y'] },
    spec: { containers: [{ name: 'web', image: 'i' }], empty: [] },
  };
  const fields = {
    'f:metadata': {
      'f:labels': { 'f:a.b/c': {} },
      'f:finalizers': { 'v:"x/y"': {} },
    },
    'f:spec': {
      'f:containers': {
        'k:{"name":"web"}': { '.': {}, 'f:name': {}, 'f:image': {} },
      },
    },
  };
  const held = (fieldsV1: object, entry: object = {}) =>
    live({
      metadata: {
        managedFields: [
          { manager: 'slipway', operation: 'Apply', fieldsV1, ...entry },
        ],
      },
    });

  it('knows when we hold what we want', () => {
    expect(holdsExactly(held(fields), desired)).toBe(true);
  });

  it.each([
    ['nothing', {}, { manager: 'kubectl' }],
    ['no apply', fields, { operation: 'Update' }],
    ['a status', fields, { subresource: 'status' }],
    ['less', { ...fields, 'f:spec': { 'f:containers': {} } }, {}],
    ['another field', { ...fields, 'f:data': { 'f:a': {} } }, {}],
    [
      'another label',
      {
        ...fields,
        'f:metadata': {
          ...fields['f:metadata'],
          'f:labels': { 'f:a.b/c': {}, 'f:d': {} },
        },
      },
      {},
    ],
    [
      'another element',
      {
        ...fields,
        'f:spec': {
          'f:containers': {
            ...fields['f:spec']['f:containers'],
            'k:{"name":"old"}': { 'f:name': {} },
          },
        },
      },
      {},
    ],
    [
      'another value of a set',
      {
        ...fields,
        'f:metadata': {
          ...fields['f:metadata'],
          'f:finalizers': { 'v:"z"': {} },
        },
      },
      {},
    ],
  ])('knows when we hold %s', (what, fieldsV1, entry) => {
    // A list that is held as a whole is a leaf, so holding less of it is
    // holding all of it.
    expect(holdsExactly(held(fieldsV1, entry), desired)).toBe(what === 'less');
  });

  it('names others by field, the last one where there were two', () => {
    const object = live({
      metadata: {
        managedFields: [
          { manager: 'slipway', operation: 'Apply', fieldsV1: fields },
          {
            manager: 'late',
            operation: 'Update',
            time: '2026-02-01T00:00:00Z',
            fieldsV1: { 'f:spec': { 'f:a': {}, 'f:b': { '.': {} } } },
          },
          {
            manager: 'early',
            operation: 'Update',
            time: '2026-01-01T00:00:00Z',
            fieldsV1: {
              'f:status': { 'f:phase': {} },
              'f:spec': {
                'f:a': {},
                'f:containers': { 'k:{"name":"web"}': { 'f:image': {} } },
                'f:set': { 'v:"x"': {} },
              },
            },
          },
        ],
      },
    });
    expect(otherManagers(object)).toEqual({
      'spec.a': 'late',
      'spec.b': 'late',
      'spec.containers[web].image': 'early',
      'spec.set[x]': 'early',
    });
  });
});
