import {
  ana,
  byAna,
  byJoel,
  engineForEachTest,
  priya,
  tightLimits,
} from '../__testUtils__/engine';
import { exampleSecret } from '../__testUtils__/exampleKind';
import { readAudit } from '../__testUtils__/readAudit';
import { act, previewAct } from '../__testUtils__/requests';
import { standingBucket } from '../__testUtils__/standingBucket';
import { PolicyInput } from '../ports';
import { ResourceRow } from '../store/rows';
import { cancelRequest } from './cancelRequest';
import { presentActions } from './read/presentActions';
import { rejudge } from './rejudge';
import { Requester } from './requester';

const engine = engineForEachTest({ settings: { quotas: tightLimits } });

describe('deletion', () => {
  it('takes the typed name, no protection, and word about dependants', async () => {
    const row = await standingBucket(engine, { set: { protected: true } });
    engine.directory.dependants = async () => [
      { ref: 'component:default/till', title: 'Till' },
    ];
    const problems = (
      await previewAct(engine, row.id, 'destroy', { confirmName: 'till' })
    ).problems;
    expect(problems).toEqual([
      {
        field: 'confirmName',
        message: expect.stringContaining('photos'),
      },
      { field: '', message: expect.stringContaining('is protected') },
      {
        field: 'acceptDependants',
        message: expect.stringContaining('component:default/till'),
      },
    ]);
    const lift = { reason: 'Moved elsewhere' };
    await expect(
      act(engine, row.id, 'unprotect', {}, lift),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('who lead group:default/checkout'),
    });
    await expect(
      act(engine, row.id, 'unprotect', {}, { requester: byJoel }),
    ).rejects.toMatchObject({ problems: [{ field: 'reason' }] });
    await act(engine, row.id, 'unprotect', {}, { ...lift, requester: byJoel });
    const { request } = await act(engine, row.id, 'destroy', {
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
    const { request } = await act(engine, row.id, 'destroy', {
      confirmName: row.name,
    });
    await engine
      .knex('requests')
      .where({ id: request?.id })
      .update({ state: 'running' });
    await engine.knex('resources').update({
      state: 'expiring',
      undo_until: new Date('2026-03-02T10:00:00Z'),
    });
    await act(engine, row.id, 'undo-destroy');
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
    expect(
      await previewAct(engine, row.id, 'extend', { by: 'P10D' }),
    ).toMatchObject({
      acceptable: true,
      derived: [{ label: 'Expires', value: '2026-04-11T09:00:00.000Z' }],
    });
    await act(engine, row.id, 'extend', { by: 'P10D' });
    expect(await expiry()).toBe('2026-04-11T09:00:00.000Z');
    await expect(
      act(engine, row.id, 'extend', { by: 'P180D' }),
    ).rejects.toMatchObject({
      problems: [
        { field: 'by', message: expect.stringContaining('2026-08-29T09:00') },
      ],
    });
    for (let time = 0; time < 5; time += 1) {
      await act(engine, row.id, 'extend');
    }
    expect(await expiry()).toBe('2026-08-29T09:00:00.000Z');
    await expect(act(engine, row.id, 'extend')).rejects.toThrow(
      'have it pinned',
    );
    await engine.knex('resources').update({ expires_at: null });
    await expect(act(engine, row.id, 'extend')).rejects.toThrow(
      'does not expire',
    );
  });

  it('is stopped by a lead with a reason, and audited before and after', async () => {
    const row = await standingBucket(engine);
    await expect(
      act(engine, row.id, 'pin', {}, { reason: 'A demo' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    const pin = (until?: string) =>
      act(engine, row.id, 'pin', until ? { until } : {}, {
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
    await act(engine, row.id, 'unpin');
    await expect(act(engine, row.id, 'unpin')).rejects.toThrow('is not pinned');
    expect((await readAudit(engine.knex)).slice(1)).toMatchObject([
      { event: 'request.denied', resource_name: 'photos' },
      { event: 'request.denied' },
      { event: 'resource.pinned', before: { pin: null }, reason: 'A demo' },
      { event: 'resource.unpinned', after: { pin: null } },
      { event: 'request.denied' },
    ]);
  });
});

describe('a service without a person', () => {
  const pipeline = { ref: 'external:pipeline', type: 'service' as const };

  it('does what members may, and nothing that is for leads', async () => {
    const row = await standingBucket(engine, { set: { protected: true } });
    const as = (requester: Requester, action: string, input = {}) =>
      act(engine, row.id, action, input, { requester, reason: 'Nightly' });
    const refused = { name: 'NotAllowedError' };
    await as(pipeline, 'extend');
    await expect(as(pipeline, 'unprotect')).rejects.toMatchObject(refused);
    await expect(as(pipeline, 'pin')).rejects.toMatchObject(refused);
    await expect(
      as({ ...pipeline, admin: false }, 'pin'),
    ).rejects.toMatchObject(refused);
    await as({ ...pipeline, admin: true }, 'pin');
    const administers = { ...pipeline, admin: true };
    const { request } = await as(administers, 'transfer', {
      team: 'warehouse',
    });
    expect(request).toMatchObject({ state: 'waiting-for-approval' });
    expect((await rejudge(engine, request!)).hash).toBe(request?.plan_hash);
  });

  it('gets no secret; one that acts for a person does', async () => {
    const row = await standingBucket(engine);
    const caller = { ...pipeline, onBehalfOf: null, admin: true };
    await expect(
      act(engine, row.id, 'access-key', {}, { requester: caller }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('onBehalfOf'),
    });
    const offered = await presentActions(engine, {
      resource: row,
      openRequest: undefined,
      caller,
    });
    expect(offered.find(({ id }) => id === 'access-key')).toMatchObject({
      allowed: false,
      whyNot: expect.stringContaining('is for people'),
    });
    const { issued } = await act(
      engine,
      row.id,
      'access-key',
      {},
      { requester: { ...pipeline, onBehalfOf: ana } },
    );
    expect(issued?.content).toContain(exampleSecret);
  });
});

describe('policies and approvals', () => {
  it('are asked about what is done at once where they name it', async () => {
    const row = await standingBucket(engine);
    const asked: PolicyInput[] = [];
    engine.rules.judge = [
      input => {
        asked.push(input);
        return input.action === 'extend' ? {} : undefined;
      },
    ];
    const by = { by: 'P10D' };
    const preview = await previewAct(engine, row.id, 'extend', by);
    expect(preview).toMatchObject({
      acceptable: false,
      verdicts: [{ policy: 'rule-0' }],
      problems: [{ message: expect.stringContaining('(policy rule-0)') }],
    });
    await expect(act(engine, row.id, 'extend', by)).rejects.toMatchObject({
      problems: preview.problems,
    });
    expect(asked[0]).toMatchObject({
      action: 'extend',
      atOnce: true,
      request: { by: 'P10D', name: row.name, ttl: 'P30D' },
      current: { name: row.name },
      items: [{ key: 'Bucket/main' }, {}, {}],
      cost: { amount: 0.23, before: 0.23 },
    });
    expect(await readAudit(engine.knex)).toMatchObject([
      {},
      { event: 'request.denied', actor: ana },
    ]);
    await act(engine, row.id, 'protect');
    await act(engine, row.id, 'access-key');
  });
});
