import {
  byAna,
  byJoel,
  engineForEachTest,
  tightLimits,
  warehouse,
} from '../__testUtils__/engine';
import { act, previewAct } from '../__testUtils__/requests';
import { standingBucket } from '../__testUtils__/standingBucket';
import { approveRequest } from './approveRequest';
import { cancelRequest } from './cancelRequest';
import { refuseRequest } from './refuseRequest';
import { rejudge } from './rejudge';

const engine = engineForEachTest({ settings: { quotas: tightLimits } });

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
    const shown = await previewAct(engine, row.id, 'change-size', {
      size: 'medium',
    });
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
    const { request } = await act(engine, row.id, 'change-size', {
      size: 'medium',
    });
    expect(request).toMatchObject({
      state: 'approved',
      action: 'change-size',
      title: 'Change size photos',
      inputs: { size: 'medium' },
      previous: { spec: { size: 'small' } },
      desired: { spec: { size: 'medium' } },
    });
    expect(await held()).toEqual({
      'checkout buckets': 1,
      'checkout storage': 50,
    });
    await expect(act(engine, row.id, 'pause')).rejects.toThrow(
      "'Change size photos' is approved",
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
    await expect(
      act(engine, row.id, 'change-size', { size: 'large' }),
    ).rejects.toThrow('100 GiB: 10 used, 190 asked, 90 left');
    await expect(
      act(engine, row.id, 'change-size', { size: 'small' }),
    ).rejects.toThrow('is like that already');
    await expect(
      act(engine, row.id, 'change-size', { size: 'huge', more: 1 }),
    ).rejects.toMatchObject({
      problems: [{ field: 'size' }, { field: 'more' }],
    });
    await expect(act(engine, row.id, 'wake')).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('possible when it is suspended'),
    });
    await expect(act(engine, row.id, 'grow')).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('change-size'),
    });
    await expect(
      act(
        engine,
        row.id,
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
          engine,
          row.id,
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
      act(engine, other.id, 'pause', {}, key),
      act(engine, other.id, 'pause', {}, key),
    ]);
    expect(first.request?.id).toBe(second.request?.id);
    await expect(act(engine, row.id, 'pause', {}, key)).rejects.toThrow(
      'use a new key',
    );
  });

  it('wake what sleeps only where the quota has room', async () => {
    const row = await standingBucket(engine, {
      inputs: { size: 'medium' },
      set: { paused: true, state: 'suspended' },
    });
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
    await expect(act(engine, row.id, 'wake')).rejects.toThrow(
      '70 GiB: 50 used, 50 asked, 20 left',
    );
    await engine
      .knex('quotas')
      .where({ metric: 'storage' })
      .update({ limit: 100 });
    const { request } = await act(engine, row.id, 'wake');
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
      act(engine, row.id, 'transfer', { team: 'nobody' }),
    ).rejects.toMatchObject({ problems: [{ field: 'team' }] });
    const { request } = await act(engine, row.id, 'transfer', {
      team: 'warehouse',
    });
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
    await expect(
      act(engine, row.id, 'upgrade', { version: '1' }),
    ).rejects.toThrow('use 2');
    const { request } = await act(engine, row.id, 'upgrade');
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
    const { request, resource } = await act(engine, row.id, 'clone', {
      name: 'till-live',
      environment: 'production',
    });
    expect(resource.id).toBe(row.id);
    expect(request).toMatchObject({
      action: 'create',
      state: 'waiting-for-approval',
      title: 'Create bucket till-live as a clone of photos',
      desired: {
        name: 'till-live',
        environment: 'production',
        component: 'component:default/till',
        spec: { public: false },
      },
    });
    await expect(
      act(engine, row.id, 'clone', { name: 'photos', environment: 'dev' }),
    ).rejects.toMatchObject({
      problems: [
        { field: 'name', message: expect.stringContaining('is taken') },
        { field: '', message: expect.stringContaining('2 used, 1 asked') },
      ],
    });
  });
});
