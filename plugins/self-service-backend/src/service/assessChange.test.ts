import { JsonObject } from '@slipway/plugin-self-service-common';
import {
  ana,
  byAna,
  checkout,
  engineForEachTest,
  platform,
  priya,
} from '../__testUtils__/engine';
import { readAudit } from '../__testUtils__/readAudit';
import { bucketInputs, submitBucket } from '../__testUtils__/requests';
import { submitRequest } from './submitRequest';

const engine = engineForEachTest();

describe('assessChange', () => {
  it('refuses hostile input with the field and the rule, and keeps none of it', async () => {
    const hostile: Array<[JsonObject, string]> = [
      [{ name: 'till\u0000objects' }, 'name'],
      [{ team: 'group:default/checkout\u202e' }, 'team'],
      [{ environment: 'dev\n' }, 'environment'],
      [{ system: '../../etc/passwd' }, 'system'],
      [
        { component: 'component:default/till; DROP TABLE resources' },
        'component',
      ],
      [JSON.parse('{"__proto__": {"admin": true}}'), '__proto__'],
      [{ constructor: { prototype: 1 } }, 'constructor'],
      [{ size: ['small'] }, 'size'],
      [{ keepDays: '30' }, 'keepDays'],
      [{ ttl: 'P1D\u0000' }, 'ttl'],
      [{ ttl: 'P99999D' }, 'ttl'],
      [{ extra: 'x'.repeat(100_000) }, 'extra'],
    ];
    for (const [fields, field] of hostile) {
      const inputs = Object.assign(Object.create(null), bucketInputs());
      for (const [name, value] of Object.entries(fields)) {
        Object.defineProperty(inputs, name, { value, enumerable: true });
      }
      const error = await submitRequest(engine, {
        kind: 'bucket',
        inputs,
        requester: byAna,
      }).catch(cause => cause);
      expect([error.name, error.problems?.[0].field]).toEqual([
        'InputError',
        field,
      ]);
    }
    await expect(
      submitBucket(engine, {}, { reason: 'because\u0007' }),
    ).rejects.toMatchObject({ problems: [{ field: 'reason' }] });
    expect(await engine.knex('resources')).toEqual([]);
    expect(await readAudit(engine.knex)).toHaveLength(hostile.length + 1);
  });

  it('takes over what stands there only as far as it is asked to', async () => {
    engine.store.tamper('photos', 'Bucket/main', { capacity: 50 }, 'hand');
    await expect(submitBucket(engine)).rejects.toMatchObject({
      problems: [
        {
          field: 'name',
          message: expect.stringContaining('did not make (Bucket/main)'),
        },
      ],
    });
    await expect(
      submitBucket(engine, { adoption: 'if-identical' }),
    ).rejects.toMatchObject({
      problems: [
        { field: 'adoption', message: expect.stringContaining('Bucket/main') },
      ],
    });
    const request = await submitBucket(engine, { adoption: 'always' });
    expect(request.changes[0]).toMatchObject({
      operation: 'update',
      fields: expect.arrayContaining([
        { path: 'capacity', before: 50, after: 10 },
      ]),
    });
  });

  it('asks the platform where a policy does, and says when there is none', async () => {
    engine.rules.judge.push(() => ({
      severity: 'approval',
      message: 'It takes over photos.',
      approvers: { leads: false, groups: [], platform: true },
    }));
    const request = await submitBucket(engine);
    expect(request).toMatchObject({ state: 'waiting-for-approval' });
    expect(request.approval).toMatchObject({
      approvers: { leads: false, groups: [platform] },
      people: [priya],
    });
    engine.directory.platformGroups = () => [];
    await expect(submitBucket(engine, { name: 'films' })).rejects.toMatchObject(
      {
        problems: [
          {
            message: expect.stringContaining(
              'set permission.slipway.platformGroups',
            ),
          },
        ],
      },
    );
  });

  it('counts no mark as a difference, and takes nothing that the kind keeps', async () => {
    engine.kinds.get('bucket').takeOver = {
      isMark: ({ path }) => path === 'team',
      whyNot: (_, { capacity }) =>
        capacity === 7 ? 'is of the team finance' : undefined,
    };
    const wish = { adoption: 'if-identical' };
    const bucket = { capacity: 10, paused: false };
    engine.store.tamper('photos', 'Bucket/main', bucket, 'hand');
    engine.store.tamper('photos', 'Policy/access', { public: false }, 'hand');
    await expect(submitBucket(engine, wish)).rejects.toMatchObject({
      problems: [
        { message: expect.stringContaining('Lifecycle/objects (missing);') },
      ],
    });
    engine.store.tamper(
      'photos',
      'Lifecycle/objects',
      { keepDays: 30 },
      'hand',
    );
    expect(await submitBucket(engine, wish)).toMatchObject({
      state: 'approved',
    });
    engine.store.tamper('films', 'Bucket/main', { capacity: 7 }, 'hand');
    await expect(
      submitBucket(engine, { name: 'films', adoption: 'always' }),
    ).rejects.toMatchObject({
      problems: [
        {
          field: 'name',
          message: expect.stringContaining(
            'Bucket/main is of the team finance',
          ),
        },
      ],
    });
  });

  it('says that what is there could not be read, and shows all as new', async () => {
    engine.store.unreachable = new Error('connection refused');
    const request = await submitBucket(engine);
    expect(request).toMatchObject({ observed: false, state: 'approved' });
    expect(request.changes.map(({ operation }) => operation)).toEqual([
      'create',
      'create',
      'create',
    ]);
  });

  it('has rules see whose, where, what it costs, and what the team has already', async () => {
    await submitBucket(engine, { size: 'large' });
    await submitBucket(
      engine,
      { name: 'other', size: 'medium' },
      { reason: 'Receipts' },
    );
    const seen: object[] = [];
    engine.rules.judge.push(input => {
      seen.push(input);
      return undefined;
    });
    await submitBucket(
      engine,
      { name: 'third', ttl: 'P7D', system: 'system:default/shop' },
      { reason: 'More receipts' },
    );
    expect(seen).toMatchObject([
      {
        kind: 'bucket',
        action: 'create',
        request: {
          name: 'third',
          size: 'small',
          ttl: 'P7D',
          system: 'system:default/shop',
          costCenter: 'CC-1001',
          reason: 'More receipts',
          paused: false,
        },
        current: null,
        team: { ref: checkout, exists: true, costCenter: 'CC-1001' },
        requester: { ref: ana, groups: [checkout], platform: false },
        environment: {
          name: 'dev',
          class: 'development',
          defaultTtl: 'P30D',
          maximumTtl: 'P180D',
        },
        items: [
          { key: 'Bucket/main', type: 'Bucket', desired: { capacity: 10 } },
          { key: 'Policy/access' },
          { key: 'Lifecycle/objects' },
        ],
        cost: {
          currency: 'EUR',
          amount: 0.23,
          before: null,
          unknown: [],
          teamCommitted: 5.75,
          teamUnknown: [],
        },
        costCenters: ['CC-1001', 'CC-2002'],
      },
    ]);
  });
});
