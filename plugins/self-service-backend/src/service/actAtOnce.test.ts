import { JsonObject } from '@slipway/plugin-self-service-common';
import { StepError } from '@slipway/plugin-self-service-node';
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
} from '../__testUtils__/engine';
import { exampleSecret } from '../__testUtils__/exampleKind';
import { readAudit } from '../__testUtils__/readAudit';
import { standingBucket } from '../__testUtils__/standingBucket';
import { syncQuotas } from '../quota/syncQuotas';
import { ResourceRow } from '../store/rows';
import { cancelRequest } from './cancelRequest';
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
    const [, own] = engine.kinds.get('bucket').actions;
    Object.assign(own, {
      issue: async () => {
        throw new StepError('No key was made.', { remedy: 'Try again later.' });
      },
    });
    await expect(act(row, 'access-key')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('No key was made. Try again later.'),
    });
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
