import { JsonObject } from '@slipway/plugin-self-service-common';
import {
  ana,
  byAna,
  byJoel,
  checkout,
  engineForEachTest,
  joel,
  outsider,
  priya,
  warehouse,
} from '../__testUtils__/engine';
import { readAudit } from '../__testUtils__/readAudit';
import { bucketInputs, submitBucket } from '../__testUtils__/requests';
import { RequestRow, ResourceRow } from '../store/rows';
import { approveRequest } from './approveRequest';
import { previewRequest } from './previewRequest';

const engine = engineForEachTest();

const resourceOf = async (request: RequestRow) =>
  engine
    .knex<ResourceRow>('resources')
    .where({ id: request.resource_id })
    .first();

describe('submitRequest', () => {
  it('accepts what needs nobody, with plan, cost, quota held and the clock started', async () => {
    const request = await submitBucket(
      engine,
      { size: 'medium' },
      { reason: ' For receipts ' },
    );
    expect(request).toMatchObject({
      state: 'approved',
      action: 'create',
      title: 'Create bucket photos',
      reason: 'For receipts',
      requested_by: ana,
      approval: null,
      observed: true,
      cost: { currency: 'EUR', amount: '1.15' },
      inputs: {
        name: 'photos',
        size: 'medium',
        keepDays: 30,
        target: 'store',
        costCenter: 'CC-1001',
        ttl: 'P30D',
      },
    });
    expect(request.approved_hash).toBe(request.plan_hash);
    expect(
      request.changes.map(change => [change.key, change.operation]),
    ).toEqual([
      ['Bucket/main', 'create'],
      ['Policy/access', 'create'],
      ['Lifecycle/objects', 'create'],
    ]);
    expect(await resourceOf(request)).toMatchObject({
      state: 'approved',
      team: checkout,
      ttl: 'P30D',
      expires_at: new Date('2026-04-01T09:00:00Z'),
      next_run_at: engine.clock.now,
      template_version: '2',
    });
    expect(
      await engine
        .knex('reservations')
        .orderBy('metric')
        .select('metric', 'quantity', 'team'),
    ).toEqual([
      { metric: 'buckets', quantity: '1.000000', team: checkout },
      { metric: 'storage', quantity: '50.000000', team: checkout },
    ]);
    expect(await readAudit(engine.knex)).toMatchObject([
      {
        event: 'request.submitted',
        actor: ana,
        reason: 'For receipts',
        plan_hash: request.plan_hash,
        request_id: request.id,
      },
    ]);
    expect(engine.notifications).toEqual([]);
  });

  it('waits where approval is needed, and tells those who can give it', async () => {
    const request = await submitBucket(engine, { environment: 'production' });
    expect(request).toMatchObject({
      state: 'waiting-for-approval',
      approved_hash: null,
      expires_at: new Date('2026-03-09T09:00:00Z'),
      approval: { people: [joel], separationOfDuty: true },
    });
    expect(await resourceOf(request)).toMatchObject({
      state: 'waiting-for-approval',
      next_run_at: null,
      expires_at: null,
    });
    expect(engine.notifications).toMatchObject([{ recipients: [joel] }]);

    const approved = await approveRequest(engine, {
      requestId: request.id,
      planHash: request.plan_hash,
      by: byJoel,
    });
    expect(approved).toMatchObject({
      state: 'approved',
      approved_hash: request.plan_hash,
      expires_at: null,
    });
    expect(await resourceOf(request)).toMatchObject({
      state: 'approved',
      next_run_at: engine.clock.now,
    });
    expect(await engine.knex('decisions')).toMatchObject([
      {
        decision: 'approved',
        by: joel,
        as: `lead of ${checkout}`,
        approvers: [joel],
        plan_hash: request.plan_hash,
      },
    ]);
    expect(engine.notifications.slice(1)).toMatchObject([
      { recipients: [ana] },
    ]);
  });

  it('names every field that is wrong, with the rule and the remedy', async () => {
    const problems = async (fields: JsonObject) => {
      const preview = await previewRequest(engine, {
        kind: 'bucket',
        inputs: fields,
        requester: byAna,
      });
      expect(preview.acceptable).toBe(false);
      return Object.fromEntries(
        preview.problems.map(({ field, message }) => [field, message]),
      );
    };
    expect(await problems({})).toEqual({
      name: expect.any(String),
      team: expect.any(String),
      environment: expect.any(String),
    });
    expect(
      await problems({
        name: 'X',
        team: 'nobody',
        environment: 'moon',
        target: 'elsewhere',
        system: 'system:default/none',
        component: 'group:default/checkout',
      }),
    ).toEqual({
      name: expect.stringContaining('3 to 41'),
      team: expect.stringContaining("'nobody'"),
      environment: expect.stringContaining('production, staging, dev, preview'),
      target: expect.stringContaining("'elsewhere'"),
      system: expect.stringContaining('system:default/till'),
      component: expect.stringContaining('no component'),
    });
    expect(
      await problems(
        bucketInputs({ size: 'huge', keepDays: 0, extra: 1, ttl: 'soon' }),
      ),
    ).toEqual({
      size: expect.any(String),
      keepDays: expect.any(String),
      extra: expect.stringContaining('remove it'),
      ttl: expect.stringContaining('P30D'),
    });
    expect(await problems(bucketInputs({ team: warehouse }))).toEqual({
      team: expect.stringContaining('neither a member nor a lead'),
    });
  });

  it('refuses with a record and nothing else', async () => {
    await expect(submitBucket(engine, { name: 'X' })).rejects.toMatchObject({
      name: 'InputError',
      problems: [{ field: 'name' }],
    });
    engine.rules.judge.push(() => ({
      field: 'size',
      message: 'Too large for dev; ask for small.',
    }));
    await expect(submitBucket(engine)).rejects.toMatchObject({
      message: expect.stringContaining('size: Too large for dev'),
      verdicts: [{ result: 'fail' }],
    });
    await expect(
      submitBucket(engine, { team: warehouse }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    expect(await engine.knex('resources')).toEqual([]);
    expect(await engine.knex('reservations')).toEqual([]);
    expect(await readAudit(engine.knex)).toMatchObject([
      { event: 'request.denied', actor: ana },
      { event: 'request.denied', actor: ana },
      { event: 'request.denied', actor: ana, team: warehouse },
    ]);
  });

  it('lets a service ask for anybody, and for a person only what they may', async () => {
    const service = { ref: 'external:ci', type: 'service' as const };
    const own = await submitBucket(
      engine,
      { team: warehouse },
      { requester: service },
    );
    expect(own).toMatchObject({
      requested_by: 'external:ci',
      on_behalf_of: null,
    });
    await expect(
      submitBucket(
        engine,
        { name: 'other' },
        { requester: { ...service, onBehalfOf: outsider } },
      ),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    const behalf = await submitBucket(
      engine,
      { name: 'theirs', environment: 'production' },
      { requester: { ...service, onBehalfOf: joel } },
    ).catch(error => error);
    // He leads the team alone, so nobody is left who could approve.
    expect(behalf.problems).toMatchObject([
      { field: 'team', message: expect.stringContaining('Nobody can approve') },
    ]);
    engine.teams[0].leads.push(priya);
    const request = await submitBucket(
      engine,
      { name: 'theirs', environment: 'production' },
      { requester: { ...service, onBehalfOf: joel } },
    );
    expect(request.approval?.people).toEqual([priya]);
    await expect(
      approveRequest(engine, {
        requestId: request.id,
        planHash: request.plan_hash,
        by: byJoel,
      }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('somebody else has to decide'),
    });
    // Capital letters make nobody another person.
    const again = await submitBucket(
      engine,
      { name: 'again', environment: 'production' },
      {
        requester: {
          ...service,
          onBehalfOf: joel.replace('user:', 'User:').replace('joel', 'JOEL'),
        },
      },
    );
    expect(again).toMatchObject({
      on_behalf_of: joel,
      approval: { people: [priya] },
    });
    await expect(
      submitBucket(
        engine,
        {},
        { requester: { ...service, onBehalfOf: checkout } },
      ),
    ).rejects.toThrow('is no user');
  });
});
