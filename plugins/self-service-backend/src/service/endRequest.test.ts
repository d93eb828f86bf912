import {
  byAna,
  byJoel,
  engineForEachTest,
  priya,
} from '../__testUtils__/engine';
import { readAudit } from '../__testUtils__/readAudit';
import {
  decisionOn,
  readStates,
  submitForApproval,
} from '../__testUtils__/requests';
import { approveRequest } from './approveRequest';
import { cancelRequest } from './cancelRequest';
import { expireRequests } from './expireRequests';
import { rejudge } from './rejudge';

const engine = engineForEachTest();
// Two leads, so that one may ask and the other decide.
beforeEach(() => {
  engine.teams[0].leads.push(priya);
});

describe('requests that end', () => {
  it('expire when nobody decides, once', async () => {
    const request = await submitForApproval(engine);
    await submitForApproval(engine, { name: 'kept', environment: 'dev' });
    await submitForApproval(engine, { name: 'draft' }, { draft: true });
    expect(await expireRequests(engine)).toBe(0);
    engine.clock.now = new Date('2026-03-09T09:00:00.000Z');
    const counts = await Promise.all([
      expireRequests(engine),
      expireRequests(engine),
    ]);
    expect(counts[0] + counts[1]).toBe(2);
    expect(await readStates(engine)).toMatchObject({
      requests: ['cancelled', 'approved', 'cancelled'],
      reservations: 2,
    });
    const records = await readAudit(engine.knex);
    expect(
      records.filter(({ event }) => event === 'request.expired'),
    ).toMatchObject([{ actor: 'slipway' }, { actor: 'slipway' }]);
    await expect(
      approveRequest(engine, decisionOn(request)),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('are cancelled by the requester or the team, at once or by taking back', async () => {
    const request = await submitForApproval(engine);
    await expect(
      cancelRequest(engine, {
        requestId: request.id,
        by: { ref: 'user:default/outsider', type: 'user' },
      }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    const running = await submitForApproval(engine, {
      name: 'running',
      environment: 'dev',
    });
    await engine
      .knex('requests')
      .where({ id: running.id })
      .update({ state: 'running' });
    await cancelRequest(engine, { requestId: request.id, by: byJoel });
    await cancelRequest(engine, { requestId: running.id, by: byAna });
    expect(await readStates(engine)).toMatchObject({
      requests: ['cancelled', 'cancelling'],
    });
    await expect(
      cancelRequest(engine, { requestId: running.id, by: byAna }),
    ).rejects.toThrow('is cancelling and cannot be cancelled');
  });
});

describe('repetition', () => {
  it('with a key is one request, also at the same moment', async () => {
    const key = { idempotencyKey: 'deploy-17' };
    const results = await Promise.all(
      Array.from({ length: 8 }, () => submitForApproval(engine, {}, key)),
    );
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(await readStates(engine)).toMatchObject({
      requests: ['waiting-for-approval'],
    });
    await cancelRequest(engine, { requestId: results[0].id, by: byAna });
    expect(await submitForApproval(engine, {}, key)).toMatchObject({
      state: 'cancelled',
    });
    await expect(
      submitForApproval(engine, {}, { idempotencyKey: 'x'.repeat(201) }),
    ).rejects.toMatchObject({ problems: [{ field: 'idempotencyKey' }] });
  });

  it('without one is refused by the name, for all but the first', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => submitForApproval(engine)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    await expect(submitForApproval(engine)).rejects.toMatchObject({
      problems: [
        { field: 'name', message: expect.stringContaining('is taken') },
      ],
    });
  });
});

describe('drafts', () => {
  it('hold a name and nothing else, and are changed and submitted by their author', async () => {
    const draft = await submitForApproval(engine, {}, { draft: true });
    expect(draft).toMatchObject({ state: 'draft' });
    expect(await readStates(engine)).toEqual({
      requests: ['draft'],
      resources: ['draft'],
      reservations: 0,
    });
    await submitForApproval(
      engine,
      { name: 'renamed' },
      { draft: true, draftId: draft.id },
    );
    await expect(
      submitForApproval(
        engine,
        { name: 'renamed' },
        { draftId: draft.id, requester: byJoel },
      ),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    const request = await submitForApproval(
      engine,
      { name: 'renamed', size: 'large' },
      { draftId: draft.id },
    );
    expect(request).toMatchObject({
      id: draft.id,
      state: 'waiting-for-approval',
      desired: { name: 'renamed', id: draft.resource_id },
    });
    expect(await engine.knex('resources')).toMatchObject([
      { name: 'renamed', state: 'waiting-for-approval' },
    ]);
    expect((await rejudge(engine, request)).hash).toBe(request.plan_hash);
    await expect(
      submitForApproval(engine, { name: 'renamed' }, { draftId: draft.id }),
    ).rejects.toThrow('no draft any more');
  });
});
