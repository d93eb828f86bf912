import fc from 'fast-check';
import { compareFields } from './compareFields';
import { diffItems } from './diff';
import { JsonObject } from './json';

describe('compareFields', () => {
  it('looks only at what is named', () => {
    expect(
      compareFields(
        { metadata: { labels: { team: 'checkout' } }, spec: { replicas: 2 } },
        {
          metadata: { labels: { team: 'search', other: 'x' }, uid: '1' },
          spec: { replicas: 2, paused: true },
        },
      ),
    ).toEqual([
      { path: 'metadata.labels.team', before: 'search', after: 'checkout' },
    ]);
  });

  it('says what is missing, what is too much, and what has another shape', () => {
    expect(
      compareFields({ a: 1, b: { c: 2 }, d: null }, { b: 'text', d: 4 }),
    ).toEqual([
      { path: 'a', after: 1 },
      { path: 'b', before: 'text', after: { c: 2 } },
      { path: 'd', before: 4, after: null },
    ]);
    expect(compareFields({ d: null }, {})).toEqual([]);
  });

  it('tells the elements of a list apart by what identifies them', () => {
    const subjects = (...names: string[]) => ({
      subjects: names.map(name => ({ kind: 'Group', name })),
    });
    expect(
      compareFields(
        subjects('checkout', 'search'),
        subjects('search', 'intruder'),
      ),
    ).toEqual([
      {
        path: 'subjects[checkout]',
        after: { kind: 'Group', name: 'checkout' },
      },
      {
        path: 'subjects[intruder]',
        before: { kind: 'Group', name: 'intruder' },
      },
    ]);
    expect(compareFields(subjects('a', 'b'), subjects('b', 'a'))).toEqual([]);
    expect(
      compareFields(
        { limits: [{ type: 'Container', max: { cpu: '2' } }] },
        { limits: [{ type: 'Container', max: { cpu: '4', memory: '1Gi' } }] },
      ),
    ).toEqual([{ path: 'limits[Container].max.cpu', before: '4', after: '2' }]);
  });

  it('takes a list without such a name as one value, down to the last field', () => {
    const from = (...peers: object[]) => ({ ingress: [{ from: peers }] });
    const pods = { podSelector: { matchLabels: { app: 'till' } } };
    expect(compareFields(from(pods), from(pods))).toEqual([]);
    expect(
      compareFields(from(pods), from({ ...pods, namespaceSelector: {} })),
    ).toHaveLength(1);
    expect(
      compareFields(
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
        { ports: [{ port: 53, protocol: 'UDP' }] },
      ),
    ).toMatchObject([{ path: 'ports' }]);
  });

  it('takes an empty list for none, and an empty object for a value', () => {
    expect(compareFields({ ingress: [] }, {})).toEqual([]);
    expect(compareFields({ ingress: [] }, { ingress: [{}] })).toHaveLength(1);
    expect(compareFields({ podSelector: {} }, { podSelector: {} })).toEqual([]);
    expect(
      compareFields(
        { podSelector: {} },
        { podSelector: { matchLabels: { a: 'b' } } },
      ),
    ).toHaveLength(1);
  });

  it('is not fooled by the names of prototypes', () => {
    expect(compareFields({ constructor: 'x' }, {})).toEqual([
      { path: 'constructor', after: 'x' },
    ]);
  });

  const value = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>;

  it('finds nothing in what is as wanted, whatever else is there', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), value, (wanted, more) => {
        const desired = JSON.parse(JSON.stringify(wanted));
        const extra = Object.hasOwn(desired, 'extra') ? {} : { extra: more };
        expect(compareFields(desired, { ...desired, ...extra })).toEqual([]);
      }),
    );
  });

  it('finds every field of its own that somebody changed', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer(), {
          minKeys: 1,
        }),
        fc.nat(),
        (desired, index) => {
          const keys = Object.keys(desired);
          const key = keys[index % keys.length];
          expect(
            compareFields(
              { spec: desired },
              {
                spec: { ...desired, [key]: desired[key] + 1 },
              },
            ),
          ).toEqual([
            {
              path: `spec.${key}`,
              before: desired[key] + 1,
              after: desired[key],
            },
          ]);
        },
      ),
    );
  });
});

describe('diffItems', () => {
  const item = (key: string, wave: number, desired: JsonObject) => ({
    key,
    type: key.split('/')[0],
    title: key,
    wave,
    desired,
  });
  const desired = [
    item('Role/edit', 1, { verbs: ['get'] }),
    item('Namespace/main', 0, { b: 1, a: 'x' }),
    item('Quota/main', 1, { cpu: 2 }),
  ];
  const made = [
    { key: 'Policy/old', type: 'Policy', title: 'Old', wave: 1 },
    { key: 'Binding/old', type: 'Binding', title: 'Older', wave: 2 },
    { key: 'Policy/gone', type: 'Policy', title: 'Gone', wave: 1 },
  ];

  it('shows each item in the order of doing, with readable texts', () => {
    const changes = diffItems({
      desired,
      found: [
        { key: 'Namespace/main', actual: { a: 'x', b: 1, uid: '7' } },
        { key: 'Quota/main', actual: { cpu: 4, used: 1 } },
        { key: 'Policy/old', actual: { rule: 1 } },
        { key: 'Binding/old', actual: { to: 'a' } },
        { key: 'Policy/gone', actual: null },
        { key: 'Secret/foreign', actual: { not: 'ours' } },
      ],
      made,
    });
    expect(
      changes.map(({ key, operation, before, after }) => [
        key,
        operation,
        before,
        after,
      ]),
    ).toEqual([
      ['Namespace/main', 'none', 'a: x\nb: 1\n', 'a: x\nb: 1\n'],
      ['Role/edit', 'create', null, 'verbs:\n  - get\n'],
      ['Quota/main', 'update', 'cpu: 4\n', 'cpu: 2\n'],
      ['Binding/old', 'remove', 'to: a\n', null],
      ['Policy/old', 'remove', 'rule: 1\n', null],
    ]);
    expect(changes[2].fields).toEqual([{ path: 'cpu', before: 4, after: 2 }]);
  });

  it('shows all as new, and all that was made as removed, when nothing can be read', () => {
    const changes = diffItems({ desired, found: undefined, made });
    expect(changes.map(({ operation }) => operation)).toEqual([
      'create',
      'create',
      'create',
      'remove',
      'remove',
      'remove',
    ]);
    expect(changes.every(({ before }) => before === null)).toBe(true);
  });
});
