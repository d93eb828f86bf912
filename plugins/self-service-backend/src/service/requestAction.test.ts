import { JsonObject } from '@slipway/plugin-self-service-common';
import { testDatabase } from '@slipway/testing';
import {
  ana,
  checkout,
  emptyTables,
  joel,
  migrations,
  priya,
  testEngine,
  TestEngine,
  warehouse,
} from '../__testUtils__/engine';
import { exampleSecret } from '../__testUtils__/exampleKind';
import { readAudit } from '../__testUtils__/readAudit';
import { standingBucket } from '../__testUtils__/standingBucket';
import { syncQuotas } from '../quota/syncQuotas';
import { ResourceRow } from '../store/rows';
import { approveRequest } from './approveRequest';
import { cancelRequest } from './cancelRequest';
import { refuseRequest } from './refuseRequest';
import { rejudge } from './rejudge';
import {
  previewAction,
  requestAction,
  RequestActionOptions,
} from './requestAction';

const database = testDatabase({ migrations });
let engine: TestEngine;

beforeEach(async () => {
  const knex = await database.knex();
  await emptyTables(knex);
  engine = testEngine(knex, {
    settings: {
      quotas: [
        { scope: 'team', metric: 'storage', unit: 'GiB', limit: 100 },
        { scope: 'team', metric: 'buckets', unit: 'bucket', limit: 2 },
      ],
    },
  });
  await syncQuotas(engine);
});

const byAna = { ref: ana, type: 'user' as const };
const byJoel = { ref: joel, type: 'user' as const };

const optionsOf = (
  { id }: ResourceRow,
  action: string,
  input: JsonObject = {},
  more: Partial<RequestActionOptions> = {},
) => ({ resourceId: id, action, input, requester: byAna, ...more });

const act = (
  row: ResourceRow,
  action: string,
  input?: JsonObject,
  more?: Partial<RequestActionOptions>,
) => requestAction(engine, optionsOf(row, action, input, more));

const preview = (row: ResourceRow, action: string, input?: JsonObject) =>
  previewAction(engine, optionsOf(row, action, input));

const held = async () =>
  Object.fromEntries(
    (await engine.knex('reservations').orderBy(['team', 'metric'])).map(row => [
      `${row.team.split('/')[1]} ${row.metric}${row.paused ? ' paused' : ''}`,
      Number(row.quantity),
    ]),
  );

describe('changes', () => {
  it('show what differs, hold the larger, and give back when cancelled', async () => {
    const row = await standingBucket(engine);
    const shown = await preview(row, 'change-size', { size: 'medium' });
    expect(shown).toMatchObject({
      acceptable: true,
      cost: { amount: '1.15' },
      costBefore: { amount: '0.23' },
      quota: [
        { metric: 'buckets', asked: 0, used: 1 },
        { metric: 'storage', asked: 40, used: 10, left: 90 },
      ],
    });
    expect(
      shown.plan?.items.map(({ key, operation, fields }) => [
        key,
        operation,
        fields,
      ]),
    ).toEqual([
      ['Bucket/main', 'update', [{ path: 'capacity', before: 10, after: 50 }]],
      ['Policy/access', 'none', []],
      ['Lifecycle/objects', 'none', []],
    ]);
    const { request } = await act(row, 'change-size', { size: 'medium' });
    expect(request).toMatchObject({
      state: 'approved',
      action: 'change-size',
      title: 'Change size till-objects',
      inputs: { size: 'medium' },
      previous: { spec: { size: 'small' } },
      desired: { spec: { size: 'medium' } },
    });
    expect(await held()).toEqual({
      'checkout buckets': 1,
      'checkout storage': 50,
    });
    await expect(act(row, 'pause')).rejects.toThrow(
      "'Change size till-objects' is approved",
    );
    expect(await engine.knex('resources').pluck('state')).toEqual(['ready']);
    await cancelRequest(engine, { requestId: request?.id ?? '', by: byAna });
    expect(await held()).toEqual({
      'checkout buckets': 1,
      'checkout storage': 10,
    });
  });

  it('are refused beyond the quota, for nothing, and in the wrong state', async () => {
    const row = await standingBucket(engine);
    await expect(act(row, 'change-size', { size: 'large' })).rejects.toThrow(
      '100 GiB: 10 used, 190 asked, 90 left',
    );
    await expect(act(row, 'change-size', { size: 'small' })).rejects.toThrow(
      'is like that already',
    );
    await expect(
      act(row, 'change-size', { size: 'huge', more: 1 }),
    ).rejects.toMatchObject({
      problems: [{ field: 'size' }, { field: 'more' }],
    });
    await expect(act(row, 'wake')).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('possible when it is suspended'),
    });
    await expect(act(row, 'grow')).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('change-size'),
    });
    await expect(
      act(
        row,
        'pause',
        {},
        { requester: { ref: 'user:default/x', type: 'user' } },
      ),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(await engine.knex('requests')).toHaveLength(1);
  });

  it('are one of any number at once, and one with a key', async () => {
    const row = await standingBucket(engine);
    const results = await Promise.allSettled(
      ['change-size', 'pause', 'change-size', 'destroy'].map(action =>
        act(
          row,
          action,
          {
            'change-size': { size: 'medium' },
            destroy: { confirmName: row.name },
          }[action] ?? {},
        ),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    const other = await standingBucket(engine, { inputs: { name: 'other' } });
    const key = { idempotencyKey: 'nightly' };
    const [first, second] = await Promise.all([
      act(other, 'pause', {}, key),
      act(other, 'pause', {}, key),
    ]);
    expect(first.request?.id).toBe(second.request?.id);
    await expect(act(row, 'pause', {}, key)).rejects.toThrow('use a new key');
  });

  it('wake what sleeps only where the quota has room', async () => {
    const row = await standingBucket(engine, {
      inputs: { size: 'medium' },
      set: { paused: true, state: 'suspended' },
    });
    // As the reconciler leaves it: it was reserved awake, and sleeps now.
    expect(await held()).toEqual({
      'checkout buckets': 1,
      'checkout storage paused': 50,
    });
    await standingBucket(engine, {
      inputs: { name: 'other', size: 'medium' },
    });
    await engine
      .knex('quotas')
      .where({ metric: 'storage' })
      .update({ limit: 70 });
    await expect(act(row, 'wake')).rejects.toThrow(
      '70 GiB: 50 used, 50 asked, 20 left',
    );
    await engine
      .knex('quotas')
      .where({ metric: 'storage' })
      .update({ limit: 100 });
    const { request } = await act(row, 'wake');
    expect(request).toMatchObject({
      desired: { paused: false },
      quota: [
        { metric: 'buckets' },
        { metric: 'storage', asked: 50, paused: 50 },
      ],
    });
    expect(await held()).toMatchObject({ 'checkout storage': 50 });
  });
});

describe('transfer', () => {
  it('asks the team that receives, and holds on both until it is done', async () => {
    const row = await standingBucket(engine);
    await expect(
      act(row, 'transfer', { team: 'nobody' }),
    ).rejects.toMatchObject({ problems: [{ field: 'team' }] });
    const { request } = await act(row, 'transfer', { team: 'warehouse' });
    expect(request).toMatchObject({
      state: 'waiting-for-approval',
      desired: { team: warehouse, costCenter: 'CC-2002' },
      approval: {
        people: ['user:default/lead.warehouse'],
        reasons: [expect.stringContaining('takes it over')],
      },
    });
    const both = {
      'checkout buckets': 1,
      'checkout storage': 10,
      'warehouse buckets': 1,
      'warehouse storage': 10,
    };
    expect(await held()).toEqual(both);
    const decision = {
      requestId: request?.id ?? '',
      planHash: request?.plan_hash ?? '',
      by: byJoel,
    };
    // He leads the team that gives, not the one that receives.
    await expect(approveRequest(engine, decision)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    await refuseRequest(engine, {
      ...decision,
      by: { ref: 'user:default/lead.warehouse', type: 'user' },
      reason: 'Not ours',
    });
    expect(await held()).toEqual({
      'checkout buckets': 1,
      'checkout storage': 10,
    });
  });
});

describe('upgrade and clone', () => {
  it('moves to a newer version only, and removes nothing unseen', async () => {
    const row = await standingBucket(engine, {
      set: { template_version: '1' },
    });
    await expect(act(row, 'upgrade', { version: '1' })).rejects.toThrow(
      'use 2',
    );
    const { request } = await act(row, 'upgrade');
    expect(request).toMatchObject({
      desired: { templateVersion: '2' },
      previous: { templateVersion: '1' },
    });
    expect((await rejudge(engine, request!)).hash).toBe(request?.plan_hash);
  });

  it('is a request for another one, in full, without what must not go along', async () => {
    const row = await standingBucket(engine, {
      inputs: { public: true, component: 'component:default/till' },
    });
    const { request, resource } = await act(row, 'clone', {
      name: 'till-live',
      environment: 'production',
    });
    expect(resource.id).toBe(row.id);
    expect(request).toMatchObject({
      action: 'create',
      state: 'waiting-for-approval',
      title: 'Create bucket till-live as a clone of till-objects',
      desired: {
        name: 'till-live',
        environment: 'production',
        component: 'component:default/till',
        spec: { public: false },
      },
    });
    await expect(
      act(row, 'clone', { name: 'till-objects', environment: 'dev' }),
    ).rejects.toMatchObject({
      problems: [
        { field: 'name', message: expect.stringContaining('is taken') },
        { field: '', message: expect.stringContaining('2 used, 1 asked') },
      ],
    });
  });
});

describe('deletion', () => {
  it('takes the typed name, no protection, and word about dependants', async () => {
    const row = await standingBucket(engine, { set: { protected: true } });
    engine.directory.dependants = async () => [
      { ref: 'component:default/till', title: 'Till' },
    ];
    const problems = (await preview(row, 'destroy', { confirmName: 'till' }))
      .problems;
    expect(problems).toEqual([
      {
        field: 'confirmName',
        message: expect.stringContaining('till-objects'),
      },
      { field: '', message: expect.stringContaining('is protected') },
      {
        field: 'acceptDependants',
        message: expect.stringContaining('component:default/till'),
      },
    ]);
    const lift = { reason: 'Moved elsewhere' };
    await expect(act(row, 'unprotect', {}, lift)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('who leads'),
    });
    await expect(
      act(row, 'unprotect', {}, { requester: byJoel }),
    ).rejects.toMatchObject({ problems: [{ field: 'reason' }] });
    await act(row, 'unprotect', {}, { ...lift, requester: byJoel });
    const { request } = await act(row, 'destroy', {
      confirmName: row.name,
      acceptDependants: true,
    });
    expect(request).toMatchObject({
      state: 'approved',
      plan: null,
      cost_before: { amount: '0.23' },
    });
    expect(
      request?.changes.map(({ key, operation }) => [key, operation]),
    ).toEqual([
      ['Lifecycle/objects', 'remove'],
      ['Policy/access', 'remove'],
      ['Bucket/main', 'remove'],
    ]);
    expect((await rejudge(engine, request!)).hash).toBe(request?.plan_hash);
  });

  it('needs no template, and is undone while it can be', async () => {
    const row = await standingBucket(engine);
    await engine.knex('resources').update({ template_version: 'gone' });
    const { request } = await act(row, 'destroy', { confirmName: row.name });
    await engine
      .knex('requests')
      .where({ id: request?.id })
      .update({ state: 'running' });
    await engine.knex('resources').update({
      state: 'expiring',
      undo_until: new Date('2026-03-02T10:00:00Z'),
    });
    await act(row, 'undo-destroy');
    expect(
      await engine.knex('requests').where({ id: request?.id }),
    ).toMatchObject([{ state: 'cancelling', cancel_reason: 'by-requester' }]);
    await engine
      .knex('requests')
      .where({ id: request?.id })
      .update({ state: 'running' });
    await engine.knex('resources').update({ state: 'destroying' });
    await expect(
      cancelRequest(engine, { requestId: request?.id ?? '', by: byAna }),
    ).rejects.toThrow('cannot be undone any more');
  });
});

describe('time', () => {
  const expiry = async () => {
    const [row] = await engine.knex<ResourceRow>('resources');
    return row.expires_at?.toISOString();
  };

  it('is extended up to the maximum and no further', async () => {
    const row = await standingBucket(engine);
    expect(await expiry()).toBe('2026-04-01T09:00:00.000Z');
    expect(await preview(row, 'extend', { by: 'P10D' })).toMatchObject({
      acceptable: true,
      derived: [{ label: 'Expires', value: '2026-04-11T09:00:00.000Z' }],
    });
    await act(row, 'extend', { by: 'P10D' });
    expect(await expiry()).toBe('2026-04-11T09:00:00.000Z');
    await expect(act(row, 'extend', { by: 'P180D' })).rejects.toMatchObject({
      problems: [
        { field: 'by', message: expect.stringContaining('2026-08-29T09:00') },
      ],
    });
    for (let time = 0; time < 5; time += 1) {
      await act(row, 'extend');
    }
    expect(await expiry()).toBe('2026-08-29T09:00:00.000Z');
    await expect(act(row, 'extend')).rejects.toThrow('have it pinned');
    await engine.knex('resources').update({ expires_at: null });
    await expect(act(row, 'extend')).rejects.toThrow('does not expire');
  });

  it('is stopped by a lead with a reason, and audited before and after', async () => {
    const row = await standingBucket(engine);
    await expect(
      act(row, 'pin', {}, { reason: 'A demo' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    const pin = (until?: string) =>
      act(row, 'pin', until ? { until } : {}, {
        requester: { ref: priya, type: 'user' },
        reason: 'A demo',
      });
    await expect(pin('2026-03-01T00:00:00Z')).rejects.toMatchObject({
      problems: [{ field: 'until' }],
    });
    const { resource } = await pin('2026-06-01T00:00:00Z');
    expect(resource.pin).toEqual({
      reason: 'A demo',
      by: priya,
      until: '2026-06-01T00:00:00Z',
    });
    await act(row, 'unpin');
    await expect(act(row, 'unpin')).rejects.toThrow('is not pinned');
    expect((await readAudit(engine.knex)).slice(1)).toMatchObject([
      { event: 'request.denied' },
      { event: 'resource.pinned', before: { pin: null }, reason: 'A demo' },
      { event: 'resource.unpinned', after: { pin: null } },
      { event: 'request.denied' },
    ]);
  });
});

describe('secrets', () => {
  it('are answered once and written nowhere', async () => {
    const row = await standingBucket(engine);
    expect(await preview(row, 'access-key')).toMatchObject({
      acceptable: true,
      plan: null,
    });
    const { issued } = await act(row, 'access-key', {}, { reason: 'To debug' });
    expect(issued?.content).toContain(exampleSecret);
    expect((await readAudit(engine.knex)).slice(1)).toMatchObject([
      { event: 'resource.secret-issued', actor: ana, reason: 'To debug' },
    ]);
    const tables = ['audit', 'resources', 'requests', 'steps', 'inventory'];
    const stored = await Promise.all(tables.map(table => engine.knex(table)));
    expect(JSON.stringify(stored)).toContain(checkout);
    expect(JSON.stringify(stored)).not.toContain(exampleSecret);
    expect(JSON.stringify(engine.notifications)).not.toContain(exampleSecret);
  });
});
