import { StepError } from '@slipway/plugin-self-service-node';
import { eventually } from '@slipway/testing';
import { ana, checkout, joel, priya } from './__testUtils__/engine';
import { exampleSecret } from './__testUtils__/exampleKind';
import { pipeline } from './__testUtils__/portal';
import { portalOfFile } from './__testUtils__/portalOfFile';
import { bucketInputs } from './__testUtils__/requests';

const { make, matches, portal, settled, submit } = portalOfFile();

describe('from the wish to the end', () => {
  it('previews, waits for a lead, is made, changes, shows a secret once, and goes', async () => {
    const fields = { name: 'receipts', environment: 'production' };
    const wish = { kind: 'bucket', inputs: bucketInputs(fields) };
    const preview = await portal.send(ana, 'post', '/requests/preview', wish);
    expect(matches('POST /requests/preview', preview)).toBeNull();
    expect(preview.body).toMatchObject({
      acceptable: true,
      approval: { people: [joel], separationOfDuty: true },
      derived: [{ label: 'Address' }],
    });

    const asked = await submit(ana, fields, {
      reason: 'Receipts have to be kept',
      idempotencyKey: 'receipts-1',
    });
    expect(asked.status).toBe(201);
    expect(matches('POST /requests', asked)).toBeNull();
    expect(asked.body).toMatchObject({
      state: 'waiting-for-approval',
      mayDecide: false,
      mayCancel: true,
      mayNotDecideBecause: expect.stringContaining('somebody else'),
    });
    const again = await submit(ana, fields, {
      idempotencyKey: 'receipts-1',
    });
    expect([again.status, again.body.id]).toEqual([200, asked.body.id]);

    const { id, resourceId, plan } = asked.body;
    const waiting = await portal.get(joel, '/requests?waitingForMe=true');
    expect(waiting.body).toMatchObject({
      total: 1,
      items: [{ id, mayDecide: true }],
    });
    expect(
      (await portal.get(ana, '/requests?waitingForMe=true')).body.total,
    ).toBe(0);

    const approve = (who: string, planHash: string) =>
      portal.send(who, 'post', `/requests/${id}/approve`, { planHash });
    expect((await approve(ana, plan.hash)).status).toBe(403);
    expect((await approve(pipeline, plan.hash)).status).toBe(403);
    expect((await approve(joel, '0'.repeat(64))).status).toBe(409);
    const approved = await approve(joel, plan.hash);
    expect(matches('POST /requests/{id}/approve', approved)).toBeNull();
    expect(approved.body.decisions).toMatchObject([
      { decision: 'approved', by: joel, as: `lead of ${checkout}` },
    ]);

    const done = await settled(id);
    expect(matches('GET /requests/{id}', done)).toBeNull();
    expect(done.body.state).toBe('done');
    expect(
      done.body.steps.map((step: { state: string }) => step.state),
    ).not.toContain('failed');
    const made = await portal.get(ana, `/resources/${resourceId}`);
    expect(matches('GET /resources/{id}', made)).toBeNull();
    expect(made.body).toMatchObject({
      state: 'ready',
      entityRef: 'resource:default/bucket.receipts.store',
      facts: [{ label: 'Size', value: 'small' }],
      inventory: expect.arrayContaining([
        expect.objectContaining({ key: 'Bucket/main', state: 'present' }),
      ]),
    });
    for (const path of [
      '/resources/by-entity?ref=resource:default/bucket.receipts.store',
      '/resources/bucket/store/receipts',
    ]) {
      expect((await portal.get(ana, path)).body.id).toBe(resourceId);
    }

    const act = (who: string, action: string, body: object = {}) =>
      portal.send(
        who,
        'post',
        `/resources/${resourceId}/actions/${action}`,
        body,
      );
    const change = { input: { size: 'large' } };
    const shown = await act(ana, 'change-size/preview', change);
    expect(
      matches('POST /resources/{id}/actions/{action}/preview', shown),
    ).toBeNull();
    expect(shown.body.costBefore).not.toEqual(shown.body.cost);
    const changing = await act(ana, 'change-size', change);
    expect(changing.status).toBe(202);
    expect(
      matches('POST /resources/{id}/actions/{action}', changing),
    ).toBeNull();
    const changed = changing.body.request;
    expect(changed.state).toBe('waiting-for-approval');
    await portal.send(joel, 'post', `/requests/${changed.id}/approve`, {
      planHash: changed.plan.hash,
    });
    expect((await settled(changed.id)).body.state).toBe('done');

    const issued = await act(ana, 'access-key');
    expect(issued.headers['cache-control']).toBe('no-store');
    expect(issued.body.issued.content).toContain(exampleSecret);
    expect(matches('POST /resources/{id}/actions/{action}', issued)).toBeNull();

    const pinned = await act(joel, 'pin', { reason: 'Audit of the year' });
    expect(pinned.body.resource.time.pin).toMatchObject({ by: joel });
    expect((await act(ana, 'pin', { reason: 'Mine' })).status).toBe(403);

    const refusal = await act(ana, 'destroy', {
      input: { confirmName: 'something else' },
    });
    expect(refusal.status).toBe(400);
    expect(refusal.body.error.message).toMatch(/confirmName/);
    const leaving = await act(ana, 'destroy', {
      input: { confirmName: 'receipts' },
    });
    const refused = await portal.send(
      joel,
      'post',
      `/requests/${leaving.body.request.id}/refuse`,
      {
        planHash: leaving.body.request.plan.hash,
        reason: 'They have to be kept for ten years',
      },
    );
    expect(matches('POST /requests/{id}/refuse', refused)).toBeNull();
    expect(refused.body).toMatchObject({
      state: 'cancelled',
      cancelReason: 'refused',
    });

    const story = await portal.get(ana, `/audit?resourceId=${resourceId}`);
    expect(matches('GET /audit', story)).toBeNull();
    expect(
      story.body.items.map(({ event }: { event: string }) => event).reverse(),
    ).toEqual(
      expect.arrayContaining([
        'request.submitted',
        'request.approved',
        'resource.ready',
        'resource.secret-issued',
        'resource.pinned',
        'request.refused',
      ]),
    );
    expect(JSON.stringify(story.body)).not.toContain(exampleSecret);
  });

  it('deletes at once where nothing says that it can be undone', async () => {
    const { body } = await make('short-lived');
    const asked = await portal.send(
      ana,
      'post',
      `/resources/${body.id}/actions/destroy`,
      { input: { confirmName: 'short-lived' } },
    );
    expect((await settled(asked.body.request.id)).body.state).toBe('done');
    const gone = await portal.get(ana, `/resources/${body.id}`);
    expect(gone.body.state).toBe('destroyed');
    expect([...portal.store.items.keys()].join()).not.toContain('short-lived');
    const listed = await portal.get(ana, '/resources?search=short-lived');
    expect(listed.body.total).toBe(0);
    const ended = await portal.get(
      ana,
      '/resources?search=short-lived&state=destroyed',
    );
    expect(ended.body.total).toBe(1);
  });

  it('says why it failed, and lets whoever asked retry or roll back', async () => {
    const failing = new StepError('The store is full', {
      remedy: 'Ask its owner for room.',
      permanent: true,
    });
    portal.store.before = effect => {
      if (/put (second-try|given-up) Policy/.test(effect)) {
        throw failing;
      }
    };
    const [again, never] = [
      await submit(ana, { name: 'second-try' }),
      await submit(ana, { name: 'given-up' }),
    ];
    const failed = await settled(again.body.id);
    expect(matches('GET /requests/{id}', failed)).toBeNull();
    expect(failed.body).toMatchObject({
      state: 'failed',
      failure: {
        cause: 'The store is full',
        remedy: 'Ask its owner for room.',
      },
      mayRetry: true,
      mayRollBack: true,
      mayCancel: false,
    });
    expect((await settled(never.body.id)).body.state).toBe('failed');
    portal.store.before = undefined;

    const retried = await portal.send(
      ana,
      'post',
      `/requests/${again.body.id}/retry`,
    );
    expect(matches('POST /requests/{id}/retry', retried)).toBeNull();
    expect((await settled(again.body.id)).body.state).toBe('done');
    const rolledBack = await portal.send(
      ana,
      'post',
      `/requests/${never.body.id}/roll-back`,
      { reason: 'Not worth it' },
    );
    expect(matches('POST /requests/{id}/roll-back', rolledBack)).toBeNull();
    const gone = await eventually(
      () => portal.get(ana, `/requests/${never.body.id}`),
      ({ body }) => body.state === 'cancelled',
    );
    expect(gone.body.cancelReason).toBe('rolled-back');
    expect([...portal.store.items.keys()].join()).not.toContain('given-up');
  });

  it('shows what somebody changed by hand, and who', async () => {
    const { body } = await make('tampered');
    const policy = ['tampered', 'Policy/access'] as const;
    portal.store.tamper(...policy, { public: true }, 'a-tool-of-theirs');
    await portal.send(priya, 'post', '/sweep');
    const drifted = await eventually(
      () => portal.get(ana, `/resources/${body.id}`),
      answer => answer.body.state === 'drifted',
    );
    expect(matches('GET /resources/{id}', drifted)).toBeNull();
    const drift = await portal.get(
      ana,
      `/resources/${body.id}/drift?state=open`,
    );
    expect(matches('GET /resources/{id}/drift', drift)).toBeNull();
    expect(drift.body.items).toMatchObject([
      {
        itemKey: 'Policy/access',
        field: { path: 'public', before: false, after: true },
        manager: 'a-tool-of-theirs',
        mode: 'report',
      },
    ]);
  });

  it('left one audit event for each mutation, refused ones too', async () => {
    expect(portal.events).toContainEqual(
      expect.objectContaining({
        eventId: 'request-submit',
        outcome: 'success',
      }),
    );
    expect(portal.events).toContainEqual(
      expect.objectContaining({ eventId: 'request-approve', outcome: 'fail' }),
    );
    expect(JSON.stringify(portal.events)).not.toContain(exampleSecret);
  });
});
