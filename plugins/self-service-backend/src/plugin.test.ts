import { StepError } from '@slipway/plugin-self-service-node';
import { eventually, testDatabase } from '@slipway/testing';
import { ana, checkout, joel, priya } from './__testUtils__/engine';
import { exampleSecret } from './__testUtils__/exampleKind';
import { pipeline, Portal, startPortal } from './__testUtils__/portal';
import { answerChecker } from './__testUtils__/answers';

jest.setTimeout(60_000);

const database = testDatabase();

let portal: Portal;
let matches: ReturnType<typeof answerChecker>;

beforeAll(async () => {
  portal = await startPortal({ knex: await database.knex() });
  const { body } = await portal.get(ana, '/openapi.json');
  matches = answerChecker(body);
});

const inputs = (name: string, fields: object = {}) => ({
  name,
  team: checkout,
  environment: 'dev',
  ...fields,
});

const request = async (who: string, fields: object, more: object = {}) =>
  portal.send(who, 'post', '/requests', {
    kind: 'bucket',
    inputs: fields,
    ...more,
  });

const settled = (id: string) =>
  eventually(
    () => portal.get(ana, `/requests/${id}`),
    ({ body }) => ['done', 'failed', 'cancelled'].includes(body.state),
  );

/** Makes a bucket in dev and waits until it is there. */
async function make(name: string, fields: object = {}) {
  const { body } = await request(ana, inputs(name, fields));
  expect((await settled(body.id)).body.state).toBe('done');
  return portal.get(ana, `/resources/${body.resourceId}`);
}

describe('from the wish to the end', () => {
  it('previews, waits for a lead, is made, changes, shows a secret once, and goes', async () => {
    const wish = {
      kind: 'bucket',
      inputs: inputs('receipts', { environment: 'production' }),
    };
    const preview = await portal.send(ana, 'post', '/requests/preview', wish);
    expect(matches('POST /requests/preview', preview)).toBeNull();
    expect(preview.body).toMatchObject({
      acceptable: true,
      approval: { people: [joel], separationOfDuty: true },
      derived: [{ label: 'Address' }],
    });

    const asked = await request(ana, wish.inputs, {
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
    const again = await request(ana, wish.inputs, {
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

  it('keeps a draft until it is asked for, and lets it be withdrawn', async () => {
    const draft = await request(ana, inputs('later'), { draft: true });
    expect(draft.body.state).toBe('draft');
    const { id } = draft.body;
    expect(
      (await portal.send(joel, 'post', `/requests/${id}/submit`)).status,
    ).toBe(403);
    const submitted = await portal.send(ana, 'post', `/requests/${id}/submit`);
    expect(submitted.body.state).toBe('approved');
    await settled(id);

    const second = await request(
      ana,
      inputs('never', { environment: 'production' }),
    );
    const cancelled = await portal.send(
      ana,
      'post',
      `/requests/${second.body.id}/cancel`,
      { reason: 'Not needed' },
    );
    expect(cancelled.body).toMatchObject({
      state: 'cancelled',
      cancelReason: 'by-requester',
    });
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
      await request(ana, inputs('second-try')),
      await request(ana, inputs('given-up')),
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

  it('lets a service ask for a person, with that person’s rights', async () => {
    const own = await request(pipeline, inputs('by-pipeline'));
    expect(own.body).toMatchObject({ requestedBy: pipeline, onBehalfOf: null });
    const forAna = await request(pipeline, inputs('for-ana'), {
      onBehalfOf: ana,
    });
    expect(forAna.body).toMatchObject({
      requestedBy: pipeline,
      onBehalfOf: ana,
    });
    const forStranger = await request(pipeline, inputs('for-stranger'), {
      onBehalfOf: 'user:default/stranger',
    });
    expect(forStranger.status).toBe(403);
    const pretending = await request(ana, inputs('pretending'), {
      onBehalfOf: joel,
    });
    expect(pretending.status).toBe(400);
    expect(pretending.body.error.message).toMatch(/only a service/);
    await Promise.all([settled(own.body.id), settled(forAna.body.id)]);
  });
});

describe('lists', () => {
  it('go on where the page before ended, whatever comes in between', async () => {
    for (const name of ['page-c', 'page-a', 'page-b']) {
      await make(name);
    }
    const path = '/resources?search=page-&sort=name&limit=2';
    const first = await portal.get(ana, path);
    expect(matches('GET /resources', first)).toBeNull();
    await make('page-0');
    const second = await portal.get(ana, `${path}&cursor=${first.body.next}`);
    const names = [...first.body.items, ...second.body.items].map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(['page-a', 'page-b', 'page-c']);
    expect(second.body).toMatchObject({ next: null, total: 4 });
    const other = await portal.get(
      ana,
      `/resources?sort=-name&cursor=${first.body.next}`,
    );
    expect(other.status).toBe(400);
  });

  it('filter by what is asked, and take % as a letter', async () => {
    await make('filtered');
    const total = async (who: string, query: string) =>
      (await portal.get(who, `/resources?search=filtered&${query}`)).body.total;
    expect(await total(ana, 'mine=true')).toBe(1);
    expect(await total(priya, 'mine=true')).toBe(0);
    expect(await total(ana, 'team=group:default/checkout&state=ready')).toBe(1);
    expect(await total(ana, 'state=suspended&state=failed')).toBe(0);
    expect(await total(ana, 'state=suspended,ready')).toBe(1);
    expect(await total(ana, 'expiring=true')).toBe(0);
    expect((await portal.get(ana, '/resources?search=%25')).body.total).toBe(0);
    const requests = await portal.get(
      ana,
      `/requests?requestedBy=${ana}&search=filtered&kind=bucket`,
    );
    expect(matches('GET /requests', requests)).toBeNull();
    expect(requests.body.total).toBe(1);
  });
});

describe('every other answer', () => {
  it('is as the OpenAPI document says', async () => {
    const { body } = await make('described');
    for (const [operation, path] of [
      ['GET /context', '/context'],
      ['GET /kinds', '/kinds'],
      ['GET /kinds/{id}', '/kinds/bucket'],
      ['GET /environments', '/environments'],
      ['GET /targets', '/targets'],
      ['GET /policies', '/policies'],
      ['GET /quotas', '/quotas'],
      ['GET /prices', '/prices'],
      ['GET /audit/check', '/audit/check'],
      ['GET /resources/{id}/requests', `/resources/${body.id}/requests`],
      ['GET /resources/{id}/drift', `/resources/${body.id}/drift`],
    ]) {
      const answer = await portal.get(joel, path);
      expect([path, answer.status, matches(operation, answer)]).toEqual([
        path,
        200,
        null,
      ]);
    }
    const lines = await portal.get(joel, '/audit/export?event=request.*');
    expect(lines.headers['content-type']).toContain('x-ndjson');
    const [line] = lines.text.trim().split('\n');
    expect(JSON.parse(line).event).toMatch(/^request\./);
    const yaml = await portal.get(joel, '/policies/admission.yaml');
    expect(yaml.text).toContain('ValidatingAdmissionPolicy');
    const swept = await portal.send(priya, 'post', '/sweep');
    expect(swept.body.woken).toBeGreaterThan(0);
  });

  it('tells from a noted head whether the chain was written anew', async () => {
    const check = (noted: string) =>
      portal.get(joel, `/audit/check?noted=${encodeURIComponent(noted)}`);
    const { body } = await portal.get(joel, '/audit/check');
    const { sequence, hash } = body.head;
    await make('noted-since');
    const kept = await check(`${sequence}:${hash}`);
    expect(kept.body).toMatchObject({ intact: true, broken: null });
    expect(kept.body.head.sequence).toBeGreaterThan(sequence);
    const anew = await check(`${sequence}:${'0'.repeat(64)}`);
    expect(anew.body).toMatchObject({
      intact: false,
      broken: {
        sequence,
        message: expect.stringContaining('another hash than was noted'),
      },
    });
    const wrong = await check('120:9f86');
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(/noted.*the place and the hash/);
  });

  it('sets and removes limits, with a reason', async () => {
    const limit = {
      scope: 'team',
      subject: checkout,
      metric: 'buckets',
      unit: 'bucket',
      limit: 40,
      reason: 'Enough for this year',
    };
    const set = await portal.send(priya, 'put', '/quotas', limit);
    expect(matches('PUT /quotas', set)).toBeNull();
    expect(set.body).toMatchObject({ subject: checkout, limit: 40 });
    const removed = await portal.send(
      priya,
      'delete',
      `/quotas/${set.body.id}`,
      { reason: 'Not needed' },
    );
    expect(removed.status).toBe(204);
    const { limit: _, ...without } = limit;
    const wrong = await portal.send(priya, 'put', '/quotas', without);
    expect(wrong.body.error.message).toMatch(/limit \(missing\)/);
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
